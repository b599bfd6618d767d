//! Where generated leads come from: countries, cities, and the names that people have there.

/// A country and what is usual in it.
#[derive(Debug)]
pub(super) struct Place {
    pub country: &'static str,
    /// How many of a hundred leads or so.
    pub weight: u32,
    pub phone: &'static str,
    pub legal_form: &'static str,
    pub cities: &'static [&'static str],
    pub names: &'static Names,
}

/// First and last names of one script or language; each as written and, after `=`, in plain letters where an e-mail
/// address can't be had from it letter by letter.
#[derive(Debug)]
pub(super) struct Names {
    pub first: &'static [&'static str],
    pub last: &'static [&'static str],
}

const ENGLISH: Names = Names {
    first: &[
        "James", "Mary", "Robert", "Linda", "Michael", "Sarah", "David", "Karen", "Daniel", "Emily", "Kevin", "Laura",
        "Brian", "Rachel", "Jason", "Hannah", "Olivia", "Ethan", "Grace", "Liam", "Siobhán", "Tyrone", "Aaliyah",
    ],
    last: &[
        "Smith", "Johnson", "Williams", "Brown", "Jones", "Miller", "Davis", "Wilson", "Anderson", "Taylor", "Moore",
        "Clark", "Lewis", "Walker", "Young", "King", "Wright", "Hill", "O'Brien", "McDonald", "Evans", "Patel", "Lee",
    ],
};

const GERMAN: Names = Names {
    first: &[
        "Anna",
        "Lukas",
        "Jürgen",
        "Sabine",
        "Björn",
        "Käthe",
        "Stefan",
        "Claudia",
        "Matthias",
        "Heike",
        "Günther",
        "Petra",
        "Tobias",
        "Ulrike",
        "Jörg",
        "Franziska",
        "Maximilian",
        "Leonie",
        "Özlem",
        "Emre",
    ],
    last: &[
        "Müller",
        "Schmidt",
        "Schneider",
        "Fischer",
        "Weber",
        "Meyer",
        "Wagner",
        "Becker",
        "Schäfer",
        "Köhler",
        "Groß",
        "Krüger",
        "Vogel",
        "Böhm",
        "Jäger",
        "Huber",
        "Gruber",
        "Zürcher",
        "Weiß",
        "von Arnim",
        "Yılmaz",
    ],
};

const FRENCH: Names = Names {
    first: &[
        "Camille",
        "Élodie",
        "Hélène",
        "François",
        "Jérôme",
        "Léa",
        "Mathieu",
        "Noémie",
        "Thierry",
        "Zoë",
        "Benoît",
        "Chloé",
        "Gaël",
        "Océane",
        "Rémi",
        "Inès",
        "Jean-Luc",
        "Marie-Claire",
    ],
    last: &[
        "Martin",
        "Bernard",
        "Dubois",
        "Lefèvre",
        "Moreau",
        "Laurent",
        "Girard",
        "Lambert",
        "Fournier",
        "Besançon",
        "Guérin",
        "Müntz",
        "Chevalier",
        "Rousseau",
        "Benali",
        "d'Alembert",
        "Le Goff",
    ],
};

const IBERIAN: Names = Names {
    first: &[
        "José",
        "María",
        "Íñigo",
        "Begoña",
        "Andrés",
        "Lucía",
        "Sofía",
        "João",
        "Conceição",
        "Thaís",
        "Rafael",
        "Beatriz",
        "Núria",
        "Jordi",
        "Álvaro",
        "Inês",
        "Gonçalo",
        "Paula",
    ],
    last: &[
        "García",
        "Fernández",
        "González",
        "Rodríguez",
        "López",
        "Martínez",
        "Núñez",
        "Muñoz",
        "Silva",
        "Santos",
        "Gonçalves",
        "Araújo",
        "Peña",
        "Ibáñez",
        "Pereira",
        "Oliveira",
        "Castaño",
    ],
};

const ITALIAN: Names = Names {
    first: &["Giulia", "Marco", "Niccolò", "Chiara", "Alessandro", "Francesca", "Matteo", "Elena", "Davide", "Noè"],
    last: &["Rossi", "Russo", "Ferrari", "Esposito", "Bianchi", "Colombo", "Nicolò", "D'Angelo", "Conti", "Forlì"],
};

const NORDIC: Names = Names {
    first: &[
        "Åsa", "Björn", "Göran", "Märta", "Sven", "Ingrid", "Søren", "Maja", "Jöran", "Saskia", "Joost", "Femke",
        "Daan", "Anneloes",
    ],
    last: &[
        "Åkesson",
        "Lindström",
        "Nyström",
        "Öberg",
        "Sjögren",
        "Bergström",
        "Johansson",
        "Ørsted",
        "de Vries",
        "van den Berg",
        "Janssen",
        "Bakker",
        "Visser",
        "van Dijk",
    ],
};

const SLAVIC: Names = Names {
    first: &[
        "Łukasz",
        "Małgorzata",
        "Paweł",
        "Agnieszka",
        "Jiří",
        "Zdeněk",
        "Kateřina",
        "Bożena",
        "Grzegorz",
        "Tomáš",
        "Eliška",
        "Stanisław",
        "Žaneta",
        "Jarosław",
    ],
    last: &[
        "Kowalski",
        "Wójcik",
        "Wiśniewski",
        "Zieliński",
        "Dąbrowski",
        "Novák",
        "Dvořák",
        "Černý",
        "Procházka",
        "Kučera",
        "Růžička",
        "Łukasik",
        "Gołąb",
        "Šťastný",
    ],
};

const GREEK: Names = Names {
    first: &["Γιώργος", "Μαρία", "Δημήτρης", "Ελένη", "Κώστας", "Αικατερίνη", "Νίκος", "Σοφία", "Ευάγγελος", "Χρήστος"],
    last: &["Παπαδόπουλος", "Ιωάννου", "Γεωργίου", "Νικολαΐδης", "Οικονόμου", "Βασιλείου", "Αγγελόπουλος", "Χατζής"],
};

const CYRILLIC: Names = Names {
    first: &["Олена", "Андрій", "Наталія", "Юрій", "Георги", "Мария", "Иван", "Тетяна", "Димитър", "Оксана", "Стоян"],
    last: &["Шевченко", "Коваленко", "Бондаренко", "Ткачук", "Іваненко", "Петров", "Димитров", "Стоянов", "Георгиев"],
};

const TURKISH: Names = Names {
    first: &["Ayşe", "Mehmet", "Gülşen", "İbrahim", "Çağla", "Oğuz", "Zeynep", "Hüseyin", "Işıl", "Ömer", "Şule"],
    last: &["Yılmaz", "Öztürk", "Şahin", "Çelik", "Aydın", "Yıldırım", "Kılıç", "Güneş", "İnan", "Koç"],
};

const JAPANESE: Names = Names {
    first: &["陽菜=hina", "蓮=ren", "結衣=yui", "健太=kenta", "美咲=misaki", "大輔=daisuke", "さくら=sakura", "翔=sho"],
    last: &["佐藤=sato", "鈴木=suzuki", "高橋=takahashi", "田中=tanaka", "渡辺=watanabe", "伊藤=ito", "小林=kobayashi"],
};

const CHINESE: Names = Names {
    first: &["伟=wei", "芳=fang", "秀英=xiuying", "敏=min", "静=jing", "磊=lei", "晓明=xiaoming", "丽华=lihua"],
    last: &["王=wang", "李=li", "张=zhang", "刘=liu", "陈=chen", "杨=yang", "赵=zhao", "欧阳=ouyang"],
};

const INDIAN: Names = Names {
    first: &["Aarav", "Priya", "Rohan", "Ananya", "Vikram", "Deepika", "Arjun", "Kavya", "Sanjay", "Meera", "Ishaan"],
    last: &["Sharma", "Patel", "Singh", "Kumar", "Gupta", "Reddy", "Iyer", "Nair", "Mehta", "Chatterjee", "Das"],
};

#[rustfmt::skip]
pub(super) const PLACES: &[Place] = &[
    Place { country: "United States", weight: 26, phone: "+1", legal_form: "Inc", names: &ENGLISH, cities: &["New York", "Chicago", "Austin", "Seattle", "Boston", "San José", "Denver", "Atlanta"] },
    Place { country: "United Kingdom", weight: 10, phone: "+44", legal_form: "Ltd", names: &ENGLISH, cities: &["London", "Manchester", "Leeds", "Bristol", "Edinburgh"] },
    Place { country: "Germany", weight: 14, phone: "+49", legal_form: "GmbH", names: &GERMAN, cities: &["Berlin", "München", "Köln", "Düsseldorf", "Hamburg", "Nürnberg"] },
    Place { country: "Austria", weight: 3, phone: "+43", legal_form: "GmbH", names: &GERMAN, cities: &["Wien", "Graz", "Salzburg", "Sankt Pölten"] },
    Place { country: "Switzerland", weight: 4, phone: "+41", legal_form: "AG", names: &GERMAN, cities: &["Zürich", "Genève", "Bern", "Basel"] },
    Place { country: "France", weight: 8, phone: "+33", legal_form: "SAS", names: &FRENCH, cities: &["Paris", "Lyon", "Nîmes", "Orléans", "Marseille"] },
    Place { country: "Spain", weight: 5, phone: "+34", legal_form: "SL", names: &IBERIAN, cities: &["Madrid", "Málaga", "València", "Bilbao", "Cádiz"] },
    Place { country: "Italy", weight: 4, phone: "+39", legal_form: "SpA", names: &ITALIAN, cities: &["Milano", "Torino", "Bologna", "Forlì", "Napoli"] },
    Place { country: "Netherlands", weight: 4, phone: "+31", legal_form: "BV", names: &NORDIC, cities: &["Amsterdam", "Utrecht", "Eindhoven", "'s-Hertogenbosch"] },
    Place { country: "Sweden", weight: 3, phone: "+46", legal_form: "AB", names: &NORDIC, cities: &["Stockholm", "Göteborg", "Malmö", "Örebro"] },
    Place { country: "Poland", weight: 4, phone: "+48", legal_form: "Sp. z o.o.", names: &SLAVIC, cities: &["Warszawa", "Kraków", "Łódź", "Gdańsk"] },
    Place { country: "Czechia", weight: 2, phone: "+420", legal_form: "s.r.o.", names: &SLAVIC, cities: &["Praha", "Brno", "Plzeň"] },
    Place { country: "Greece", weight: 2, phone: "+30", legal_form: "ΑΕ", names: &GREEK, cities: &["Αθήνα", "Θεσσαλονίκη", "Πάτρα"] },
    Place { country: "Bulgaria", weight: 1, phone: "+359", legal_form: "ООД", names: &CYRILLIC, cities: &["София", "Пловдив", "Варна"] },
    Place { country: "Ukraine", weight: 1, phone: "+380", legal_form: "ТОВ", names: &CYRILLIC, cities: &["Київ", "Львів", "Одеса"] },
    Place { country: "Turkey", weight: 2, phone: "+90", legal_form: "A.Ş.", names: &TURKISH, cities: &["İstanbul", "İzmir", "Ankara", "Muğla"] },
    Place { country: "Japan", weight: 2, phone: "+81", legal_form: "株式会社", names: &JAPANESE, cities: &["東京", "大阪", "京都", "横浜"] },
    Place { country: "China", weight: 1, phone: "+86", legal_form: "有限公司", names: &CHINESE, cities: &["上海", "北京", "深圳"] },
    Place { country: "India", weight: 3, phone: "+91", legal_form: "Pvt Ltd", names: &INDIAN, cities: &["Mumbai", "Bengaluru", "Pune", "Hyderabad"] },
    Place { country: "Brazil", weight: 2, phone: "+55", legal_form: "Ltda", names: &IBERIAN, cities: &["São Paulo", "Brasília", "Florianópolis", "Rio de Janeiro"] },
];

/// A name as written, without its plain letters.
pub(super) fn written(name: &'static str) -> &'static str {
    name.split_once('=').map_or(name, |(written, _)| written)
}

/// A name in the letters a–z, for an e-mail address.
pub(super) fn plain(name: &str, out: &mut String) {
    let name = name.split_once('=').map_or(name, |(_, plain)| plain);
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            ' ' | '-' => out.push('-'),
            _ => out.push_str(plain_letters(c)),
        }
    }
}

/// What stands for a letter in an address; nothing for what is no letter known here.
fn plain_letters(c: char) -> &'static str {
    match c {
        'ä' | 'æ' => "ae",
        'ö' | 'ø' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'á' | 'à' | 'â' | 'ã' | 'å' | 'ą' | 'α' | 'ά' | 'а' | 'ъ' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'δ' | 'д' => "d",
        'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' | 'ε' | 'έ' | 'е' => "e",
        'ğ' | 'γ' | 'г' | 'ґ' => "g",
        'í' | 'ì' | 'î' | 'ï' | 'ı' | 'ι' | 'ί' | 'ϊ' | 'ΐ' | 'η' | 'ή' | 'и' | 'і' | 'й' => "i",
        'ł' | 'λ' | 'л' => "l",
        'ñ' | 'ń' | 'ň' | 'ν' | 'н' => "n",
        'ó' | 'ò' | 'ô' | 'õ' | 'ο' | 'ό' | 'ω' | 'ώ' | 'о' => "o",
        'ř' | 'ρ' | 'р' => "r",
        'ş' | 'š' | 'ś' | 'σ' | 'ς' | 'с' => "s",
        'ť' | 'ţ' | 'τ' | 'т' => "t",
        'ú' | 'ù' | 'û' | 'ů' | 'υ' | 'ύ' | 'у' => "u",
        'ý' | 'ÿ' => "y",
        'ż' | 'ź' | 'ž' | 'ζ' | 'з' => "z",
        'β' | 'в' => "v",
        'б' => "b",
        'θ' => "th",
        'κ' | 'к' => "k",
        'μ' | 'м' => "m",
        'ξ' => "x",
        'π' | 'п' => "p",
        'φ' | 'ф' => "f",
        'χ' | 'х' | 'ч' => "ch",
        'ψ' => "ps",
        'ц' => "ts",
        'ш' => "sh",
        'щ' => "sht",
        'ж' => "zh",
        'ю' => "yu",
        'я' => "ya",
        'ї' => "yi",
        'є' => "ye",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_and_city_can_be_written_in_plain_letters_or_says_how() {
        for place in PLACES {
            for name in place.names.first.iter().chain(place.names.last) {
                let mut address = String::new();
                plain(name, &mut address);
                assert!(address.len() * 2 >= written(name).chars().count(), "{name} becomes {address}");
                assert!(address.is_ascii(), "{address}");
            }
        }
        let mut address = String::new();
        plain("Žaneta Őz", &mut address);
        assert_eq!(address, "zaneta-z", "a letter not known is left out");
    }
}
