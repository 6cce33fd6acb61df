"""Pieces of patterns that several rules share: agencies, names of people, dates."""

from __future__ import annotations

from corpus.text.calendar import MONTH

AGENCIES = (
    r"Agence France[- ]Presse|AFP|(?:The )?Associated Press|AP|Reuters|dpa|DPA|Xinhua|TASS|Interfax|RIA Novosti|"
    r"Bloomberg(?: News)?|UPI|United Press International|ANSA|EFE|Europa Press|Kyodo(?: News)?|Yonhap|Bernama|ANI|PTI|"
    r"IANS|APA|Anadolu(?: Agency)?|AAP|Canadian Press|PA Media|Press Association|SAPA|Belga|Lusa|NTB|TT|Ritzau|"
    r"Keystone-SDA|SID|KNA|epd"
)
PHOTO_AGENCIES = (
    rf"{AGENCIES}|Getty(?: Images)?|EPA(?:-EFE)?|Shutterstock|i?Stock(?:photo)?|Alamy|IMAGO|imago images?|Sputnik|"
    r"picture[- ]alliance|WireImage|ZUMA\w*|Handout|Wikimedia(?: Commons)?|Pixabay|Unsplash|Flickr|NurPhoto|"
    r"Anadolu Images|Sipa(?: USA)?"
)
NAME = r"(?:[^\W\d_a-zà-ÿ][\w.’'-]*(?:\s(?:de|da|di|du|van|von|der|den|bin|al|el|la|le|ter|zu|dos|del)){0,2})"
NAMES = rf"{NAME}(?:\s{NAME}){{0,5}}"

DATE = (
    rf"(?:(?i:{MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s+\d{{4}})?|"
    rf"\d{{1,2}}\.?(?:st|nd|rd|th)?\s+(?:de\s+)?(?i:{MONTH})\.?,?(?:\s+(?:de\s+)?\d{{4}})?|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)"
)
