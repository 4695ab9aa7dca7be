//! Countries, names and titles of the world.

/// A country as texts name it.
#[derive(Debug)]
pub(super) struct Country {
    /// ISO 3166-1 alpha-2.
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) adjective: &'static str,
}

/// A country whose offices speak.
#[derive(Debug)]
pub(super) struct Observer {
    pub(super) country: Country,
    /// The seat of its government, which stands for it.
    pub(super) seat: &'static str,
    /// Its invented minister.
    pub(super) minister: &'static str,
}

const fn country(code: &'static str, name: &'static str, adjective: &'static str) -> Country {
    Country { code, name, adjective }
}

const fn observer(code: &'static str, [name, adjective, seat, minister]: [&'static str; 4]) -> Observer {
    Observer { country: country(code, name, adjective), seat, minister }
}

/// Who acts in events.
pub(super) const ACTORS: [Country; 5] = [
    country("KP", "North Korea", "North Korean"),
    country("IR", "Iran", "Iranian"),
    country("BY", "Belarus", "Belarusian"),
    country("TR", "Turkey", "Turkish"),
    country("CN", "China", "Chinese"),
];

/// To whom.
pub(super) const COUNTERPARTS: [Country; 6] = [
    country("RU", "Russia", "Russian"),
    country("SY", "Syria", "Syrian"),
    country("SD", "Sudan", "Sudanese"),
    country("ML", "Mali", "Malian"),
    country("RS", "Serbia", "Serbian"),
    country("AM", "Armenia", "Armenian"),
];

/// Whose governments look on.
pub(super) const OBSERVERS: [Observer; 8] = [
    observer("NO", ["Norway", "Norwegian", "Oslo", "Ola Brevikstad"]),
    observer("PL", ["Poland", "Polish", "Warsaw", "Jan Borzewicki"]),
    observer("JP", ["Japan", "Japanese", "Tokyo", "Kenzo Amatsuka"]),
    observer("KR", ["South Korea", "South Korean", "Seoul", "Han Seo-jin"]),
    observer("LT", ["Lithuania", "Lithuanian", "Vilnius", "Darius Vaitkenas"]),
    observer("DE", ["Germany", "German", "Berlin", "Uwe Hartlingen"]),
    observer("CA", ["Canada", "Canadian", "Ottawa", "Nora Felbridge"]),
    observer("AU", ["Australia", "Australian", "Canberra", "Miles Dunworthy"]),
];

/// Agencies by the names of the reader's tables: a name that is in none is read as a person's.
pub(super) const AGENCIES: [&str; 5] =
    ["Reuters", "Yonhap", "Interfax-Ukraine", "Associated Press", "Agence France-Presse"];

/// First names of invented experts.
const FIRST: [&str; 14] = [
    "Mara", "Ilse", "Tomas", "Bruno", "Greta", "Oskar", "Lena", "Pavel", "Signe", "Viktor", "Hedda", "Emil",
    "Rosa", "Anton",
];
/// Their surnames.
const LAST: [&str; 20] = [
    "Lindqvarn",
    "Overbeekman",
    "Salvensen",
    "Kestrelov",
    "Brandtmoor",
    "Fjeldhagen",
    "Marchbankey",
    "Tolvanenko",
    "Ashgroveson",
    "Virtanova",
    "Delacroyne",
    "Hollingdale",
    "Ostrowick",
    "Pemberlyn",
    "Quistgarden",
    "Ravnsholt",
    "Stenbockel",
    "Thornquister",
    "Ulvskogen",
    "Wendelboer",
];

/// The name of the expert of that number; 280 differ.
pub(super) fn expert(number: usize) -> String {
    let first = FIRST.get(number % FIRST.len()).copied().unwrap_or_default();
    // Numbers near one another differ in both.
    let last = LAST.get((number / FIRST.len() + number * 3) % LAST.len()).copied().unwrap_or_default();
    format!("{first} {last}")
}

/// The outlet of that number.
pub(super) fn outlet(number: usize) -> String {
    const TOWNS: [&str; 10] = [
        "Riverton",
        "Eastmoor",
        "Harlow Bay",
        "Sandvik",
        "Kingsmere",
        "Northgate",
        "Alderholm",
        "Port Lune",
        "Westfell",
        "Marrowby",
    ];
    const TITLES: [&str; 5] = ["Gazette", "Courier", "Tribune", "Observer", "Dispatch"];
    let town = TOWNS.get(number % TOWNS.len()).copied().unwrap_or_default();
    let title = TITLES.get(number / TOWNS.len() % TITLES.len()).copied().unwrap_or_default();
    format!("{town} {title}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{expert, outlet};

    #[test]
    fn names_differ() {
        let experts: BTreeSet<String> = (0..280).map(expert).collect();
        assert_eq!(experts.len(), 280);
        let outlets: BTreeSet<String> = (0..50).map(outlet).collect();
        assert_eq!(outlets.len(), 50);
    }
}
