"""The states, provinces and other first parts of large countries, as news in English calls them."""

from __future__ import annotations

_REGIONS = """
Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Georgia, Hawaii, Idaho,
Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota,
Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, New York, North Carolina,
North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Texas,
Utah, Vermont, Virginia, Washington, West Virginia, Wisconsin, Wyoming, District of Columbia, Puerto Rico, Guam

Ala, Ariz, Ark, Calif, Colo, Conn, D.C., Del, Fla, Ga, Ill, Ind, Kan, Kans, Ky, Md, Mich, Minn, Mo, Mont, N.C., N.D.,
N.H., N.J., N.M., N.Y., Neb, Nebr, Nev, Okla, Ore, Pa, R.I., S.C., S.D., Tenn, Tex, Va, Vt, Wis, Wyo

Alberta, British Columbia, Manitoba, New Brunswick, Newfoundland, Labrador, Nova Scotia, Ontario, Prince Edward
Island, Quebec, Québec, Saskatchewan, Northwest Territories, Nunavut, Yukon, Alta, B.C., Ont, Que, Sask

New South Wales, Queensland, South Australia, Tasmania, Victoria, Western Australia, Northern Territory, NSW

Baden, Württemberg, Wuerttemberg, Bavaria, Berlin, Brandenburg, Bremen, Hamburg, Hesse, Saxony, Lower Saxony, Anhalt,
Mecklenburg, Vorpommern, Pomerania, North Rhine, Westphalia, Rhineland, Palatinate, Saarland, Schleswig, Holstein,
Thuringia, Burgenland, Carinthia, Salzburg, Styria, Tyrol, Vorarlberg

Andhra Pradesh, Arunachal Pradesh, Assam, Bihar, Chhattisgarh, Goa, Gujarat, Haryana, Himachal Pradesh, Jharkhand,
Karnataka, Kerala, Madhya Pradesh, Maharashtra, Manipur, Meghalaya, Mizoram, Nagaland, Odisha, Orissa, Punjab,
Rajasthan, Sikkim, Tamil Nadu, Telangana, Tripura, Uttar Pradesh, Uttarakhand, West Bengal, Jammu, Kashmir, Ladakh,
Delhi, Chandigarh, Puducherry, Lakshadweep

Balochistan, Khyber Pakhtunkhwa, Sindh, Gilgit, Baltistan

Acre, Alagoas, Amapá, Amazonas, Bahia, Ceará, Espírito Santo, Goiás, Maranhão, Mato Grosso, Minas Gerais, Pará,
Paraíba, Paraná, Pernambuco, Piauí, Rio de Janeiro, Rio Grande, Rondônia, Roraima, Santa Catarina, São Paulo, Sergipe,
Tocantins

Aguascalientes, Baja California, Campeche, Chiapas, Chihuahua, Coahuila, Colima, Durango, Guanajuato, Guerrero,
Hidalgo, Jalisco, Michoacán, Morelos, Nayarit, Nuevo León, Oaxaca, Puebla, Querétaro, Quintana Roo, San Luis Potosí,
Sinaloa, Sonora, Tabasco, Tamaulipas, Tlaxcala, Veracruz, Yucatán, Zacatecas

Adygea, Altai, Amur, Arkhangelsk, Astrakhan, Bashkortostan, Belgorod, Bryansk, Buryatia, Chechnya, Chelyabinsk,
Chukotka, Chuvashia, Dagestan, Ingushetia, Irkutsk, Ivanovo, Kabardino, Balkaria, Kaliningrad, Kalmykia, Kaluga,
Kamchatka, Karachay, Cherkessia, Karelia, Kemerovo, Khabarovsk, Khakassia, Kirov, Komi, Kostroma, Krasnodar,
Krasnoyarsk, Kurgan, Kursk, Leningrad, Lipetsk, Magadan, Mordovia, Murmansk, Nenets, Novgorod, Nizhny Novgorod,
Novosibirsk, Omsk, Orenburg, Oryol, Penza, Perm, Primorye, Pskov, Rostov, Ryazan, Sakhalin, Samara, Saratov, Smolensk,
Stavropol, Sverdlovsk, Tambov, Tatarstan, Tomsk, Tula, Tuva, Tver, Tyumen, Udmurtia, Ulyanovsk, Vladimir, Volgograd,
Vologda, Voronezh, Yakutia, Yamal, Yaroslavl, Zabaykalsky, North Ossetia

Cherkasy, Chernihiv, Chernivtsi, Crimea, Dnipropetrovsk, Donetsk, Donbas, Kharkiv, Kherson, Khmelnytskyi, Kirovohrad,
Luhansk, Lviv, Mykolaiv, Odesa, Odessa, Poltava, Rivne, Sumy, Ternopil, Vinnytsia, Volyn, Zakarpattia, Zaporizhzhia,
Zhytomyr

Anhui, Chongqing, Fujian, Gansu, Guangdong, Guangxi, Guizhou, Hainan, Hebei, Heilongjiang, Henan, Hubei, Hunan,
Jiangsu, Jiangxi, Jilin, Liaoning, Inner Mongolia, Ningxia, Qinghai, Shaanxi, Shandong, Shanxi, Sichuan, Tianjin,
Tibet, Xinjiang, Yunnan, Zhejiang

Abia, Adamawa, Akwa Ibom, Anambra, Bauchi, Bayelsa, Benue, Borno, Cross River, Delta, Ebonyi, Edo, Ekiti, Enugu,
Gombe, Imo, Jigawa, Kaduna, Kano, Katsina, Kebbi, Kogi, Kwara, Lagos, Nasarawa, Niger, Ogun, Ondo, Osun, Oyo, Plateau,
Rivers, Sokoto, Taraba, Yobe, Zamfara

Eastern Cape, Free State, Gauteng, KwaZulu, Natal, Limpopo, Mpumalanga, North West, Northern Cape, Western Cape,
Tigray, Amhara, Oromia, Afar, Darfur, Kordofan, Kivu, Ituri, Katanga, Kasai

Aceh, Bali, Banten, Java, Sumatra, Kalimantan, Sulawesi, Papua, Maluku, Lampung, Riau, Jambi, Bengkulu, Gorontalo,
Johor, Kedah, Kelantan, Malacca, Melaka, Negeri Sembilan, Pahang, Penang, Perak, Perlis, Sabah, Sarawak, Selangor,
Terengganu, Luzon, Mindanao, Visayas, Rakhine, Kachin, Shan, Sagaing, Chin, Kayah

Helmand, Herat, Kandahar, Kunduz, Nangarhar, Badakhshan, Balkh, Ghazni, Paktika, Paktia, Khost, Kunar, Aleppo, Idlib,
Homs, Hama, Latakia, Tartus, Daraa, Sweida, Hasakah, Raqqa, Anbar, Nineveh, Basra, Diyala, Kirkuk, Khuzestan,
Kurdistan

Andalusia, Aragon, Asturias, Cantabria, Castile, Catalonia, Extremadura, Galicia, Murcia, Navarre, Valencia, Brittany,
Burgundy, Corsica, Normandy, Occitanie, Provence, Alsace, Aquitaine, Auvergne, Lorraine, Abruzzo, Apulia, Basilicata,
Calabria, Campania, Emilia, Romagna, Lazio, Liguria, Lombardy, Marche, Molise, Piedmont, Sardinia, Sicily, Tuscany,
Umbria, Veneto, Flanders, Wallonia
"""


def regions() -> list[str]:
    """Their names, one of several words as one; abbreviations stand without the full stop that ends them."""
    return [name for one in _REGIONS.replace("\n\n", ",").split(",") if (name := " ".join(one.split()))]
