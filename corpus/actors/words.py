"""Closed lists for finding names: titles, nationalities, days, and words that begin sentences."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


TITLES = _words(
    """
    President Vice-President Minister Premier Chancellor Secretary Senator Sen. Rep. Representative Gov. Gov
    Gen. Gen Governor General Sec. King Queen Prince Princess Emperor Emir Sultan Sheikh Sheik Shah Judge
    Justice Mr Mrs Ms Miss Dr Mr. Mrs. Ms. Dr. Sir Lord Lady Dame Baroness Professor Prof Prof. Mayor Chief
    Colonel Col. Col Captain Capt. Capt Lt Lt. Maj. Major Admiral Adm. Brigadier Commander Inspector
    Superintendent Sergeant Sgt. Sgt Pastor Bishop Archbishop Cardinal Pope Father Imam Ayatollah Rabbi Reverend
    Rev. Prime Deputy Vice Commissioner Director Chairman Chairwoman Chair CEO MP MEP Speaker Ambassador
    Attorney Envoy Spokesman Spokeswoman Spokesperson Congressman Congresswoman Councillor Officer Detective
    Herr Frau Madame Monsieur Señor Señora Don Doña Presidente Ministre Président Kanzler Bundeskanzler
    Präsident Ministerpräsident
    """
)

OFFICES = _words(
    "Foreign Defense Defence Interior Finance Trade Energy Information Health Education Environment Labour Labor"
)

BODIES = _words(
    """
    Ministry Department Agency Commission Committee Council Court Bank University Institute Party Association
    Federation Union Organization Organisation Authority Board Office Bureau Service Services Force Forces Assembly
    Parliament Senate Congress House Cabinet Group Front Movement Hospital Fund Academy Street Journal Times Post
    """
)

NATIONALITIES = _words(
    """
    Afghan African Albanian Algerian American Arab Arabic Argentine Argentinian Armenian Asian Australian
    Austrian Azerbaijani Bahraini Bangladeshi Belarusian Belgian Bolivian Bosnian Brazilian British Bulgarian
    Burmese Cambodian Canadian Chilean Chinese Christian Colombian Congolese Croatian Cuban Cypriot Czech Danish
    Dutch Ecuadorian Eastern Egyptian English Eritrean Estonian Ethiopian European Filipino Finnish French
    Georgian German Ghanaian Greek Haitian Hindu Hungarian Icelandic Indian Indonesian Iranian Iraqi Irish
    Islamic Israeli Italian Ivorian Jamaican Japanese Jewish Jordanian Kazakh Kenyan Korean Kosovar Kurdish
    Kuwaiti Latin Latvian Lebanese Liberian Libyan Lithuanian Macedonian Malaysian Malian Maltese Mexican
    Moldovan Mongolian Moroccan Mozambican Muslim Muslims Namibian Nepalese Nepali Nigerian Northern Norwegian
    Omani Pakistani Palestinian Palestinians Panamanian Peruvian Polish Portuguese Qatari Romanian Russian
    Russians Rwandan Saudi Scottish Senegalese Serbian Singaporean Slovak Slovenian Somali Southern Spanish
    Sudanese Sunni Shia Shiite Swedish Swiss Syrian Syrians Taiwanese Tajik Tanzanian Thai Tibetan Tunisian
    Turkish Turkmen Ugandan Ukrainian Ukrainians Uruguayan Uzbek Venezuelan Vietnamese Welsh Western Westerners
    Yemeni Zambian Zimbabwean Americans Israelis Iranians Iraqis Europeans Germans Britons Catholic Catholics
    Protestant Christians Jews Democratic Republican Democrat
    """
)

DAYS = _words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan. Feb. Aug. Sept. Oct. Nov. Dec. Montag Dienstag Mittwoch Donnerstag
    Freitag Samstag Sonntag Januar Februar März Juni Juli Oktober Dezember Christmas Easter Ramadan New-Year
    """
)

STARTERS = _words(
    """
    The A An In On At He She It They We You I But And Or If As For From By With To Of This That These Those
    There Here When While What Who Why How Where Which After Before Since Until During Although Though However
    Also So Then His Her Their Its Our My Your Not No Yes Some Many Most All Both Each Every Other Others
    Another One Two Three Four Five Six Seven Eight Nine Ten Such Now Just Still Yet Even Only More Meanwhile
    According Because Under Over Between Among Despite Last Next Earlier Later Let Is Are Was Were Has Have Had
    Do Does Did Can Could Will Would Should May Might Must Once Nor Like Unlike Perhaps Today Yesterday Tomorrow
    Tonight Police Officials Speaking Asked Hundreds Thousands Millions Dozens Several Few Much Any Anyone
    Everyone Nobody Nothing Something Someone People Including Instead Indeed Moreover Nevertheless Thus
    Therefore Through Throughout Against About Above Across Along Around Behind Below Beyond Near Within Without
    Toward Towards Upon Whether Whose Whom Him Them Me Us Mine Ours Too Very Well Oh Ok Okay Please Thank Thanks
    Sorry Never Always Often Sometimes Recently Currently Finally First Second Third Again Back Up Down Out Off
    Into Onto Than Be Been Being Am It's He's She's I'm I've I'd I'll We're We've They're You're That's There's
    Don't Didn't Doesn't Isn't Wasn't Can't Won't Let's What's Der Die Das Ein Eine Und Aber Im Es Er Sie Wir
    Ich Auch Le La Les Un Une Des Et Mais Il Elle Ils Nous El Los Las Una Y Pero En Con Por Para Lo O Os Um Uma
    E Na Mas Gli Che Per Non De Het Een Maar Story Photo Video Image Q Editor Updated Published Advertisement
    Copyright Mr Mrs Ms
    """
)

COMPASS = _words(
    """
    North South East West Northern Southern Eastern Western Central Middle Far
    """
)

PARTICLES = _words(
    "of for al el bin ibn bint de del della di da do dos das du des la le van der den von zu ter ben y e"
)
