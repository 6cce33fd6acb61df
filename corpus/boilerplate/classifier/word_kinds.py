"""Kinds of words that distinguish widgets, credits and prose, in the languages of the phrase families."""

from __future__ import annotations

from enum import IntEnum


class WordKind(IntEnum):
    """The kind of a word; most words are of none."""

    NONE = 0
    FUNCTION = 1
    I = 2  # noqa: E741 – the word itself
    YOU = 3
    WE = 4
    SAYING = 5
    SHARE = 6
    NEWSLETTER = 7
    RELATED = 8
    COMMENT = 9
    ADVERT = 10
    LEGAL = 11
    NAVIGATION = 12
    DIALOG = 13
    CREDIT = 14
    BYLINE = 15
    DATE = 16


_WORDS = {
    WordKind.FUNCTION: """the a an and or but of to in on at by for with from as is are was were be been has have had he
        she it they his her its their this that these those not no will would can could who which what when where there
        than then so if about into after before over all one two up out just do did does him them
        der die das und oder aber von zu auf mit für als ist sind war waren hat haben er sie es nicht auch ein eine
        einen einem einer dem den des im am bei nach aus wie dass sich noch nur über vor zum zur
        le la les un une et ou mais de du à au aux en dans sur par pour avec est sont était ont il elle ils ce cette ces
        qui que ne pas plus se son sa ses leur dont el los las y o pero del al con su fue han ha no como lo
        gli e di da per tra che non si è sono era hanno della dei delle nel nella alla come anche
        os do das dos em na nos por com não mais uma um ao são foi het van te dat niet met voor zijn aan er ook
        maar om och att det som på är av den till har ett og fra ikke""",
    WordKind.I: "i me my mine myself ich mich mir mein meine je moi mon ma yo mi eu meu io mio",
    WordKind.YOU: "you your yours yourself u ihr ihre ihnen vous votre vos usted tu tus você seu sua voi vostro",
    WordKind.WE: "we us our ours wir uns unser unsere nous notre nos nosotros nuestro nuestra nós nosso noi nostro",
    WordKind.SAYING: """said says told added asked according announced reported explained wrote sagte sagt erklärte
        teilte déclaré affirmé dijo afirmó señaló ha detto disse afirmou zei sade sa""",
    WordKind.SHARE: """share shares tweet retweet facebook twitter whatsapp pinterest linkedin reddit tumblr email mail
        print printer digg bookmark copy flipboard telegram instagram teilen partager compartir compartilhar condividi
        delen dela follow threads bluesky tiktok youtube messenger""",
    WordKind.NEWSLETTER: """newsletter newsletters subscribe subscriber subscribers subscription subscriptions sign
        signup register inbox abonnieren abonnement abonnez abonné suscríbete suscripción iscriviti assine trial
        membership member donate donation rss alerts unsubscribe premium digital plus abo""",
    WordKind.RELATED: """related more also read recommended recommend trending popular latest top stories articles next
        previous mehr lesen auch lire aussi voir leer lea también más leggi anche lees ook läs mer les watch sponsored
        promoted coverage picks miss editor headlines""",
    WordKind.COMMENT: """comment comments commented kommentar kommentare commentaires comentarios comentários commenti
        reply replies response responses trackback pingback moderated moderation abuse permalink upvote disqus like
        likes conversation discussion feedback flag antworten répondre""",
    WordKind.ADVERT: """advertisement advertising advertise ad ads anzeige werbung publicité publicidad pubblicità
        sponsor promo offer offers deal deals shop buy sale price free app apps download store play""",
    WordKind.LEGAL: """copyright rights reserved privacy cookie cookies terms conditions consent gdpr disclaimer
        datenschutz impressum rewritten redistributed broadcast license licence trademark policy""",
    WordKind.NAVIGATION: """home menu search skip contact about sitemap archive archives categories category tags tag
        tagged filed topics topic sections section help faq mobile video videos photo photos gallery slideshow view
        show load back close click details list page pages suche startseite themen inicio accueil toggle navigation
        news sport sports business entertainment lifestyle opinion weather games jobs events""",
    WordKind.DIALOG: """saved save failed try again please wait enter visit log login logout account browser password
        profile javascript enable enabled error loading settings preferences notification notifications username
        continue cancel ok submit accept manage browsing""",
    WordKind.CREDIT: """image images getty reuters ap afp epa dpa shutterstock pictured courtesy foto bild picture
        source illustration credit credits photograph photographer photographed caption quelle imago xinhua file""",
    WordKind.BYLINE: """published updated posted written reporter correspondent editor author staff writer von par por
        journalist journalists freelance redaktion autor auteur contributed contributor reporting contributing""",
    WordKind.DATE: """january february march april may june july august september october november december jan feb mar
        apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday januar februar
        märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre
        décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre am pm gmt est
        ago hours minutes uhr min today yesterday""",
}
WORD_KINDS: dict[str, int] = {
    word: int(kind) for kind, words in reversed(list(_WORDS.items())) for word in words.split()
}
"""Each word with its kind; where a word is of several, the first counts."""
