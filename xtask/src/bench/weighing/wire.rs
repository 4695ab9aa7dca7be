//! Short reports on who sent what to whom, without end, from a seed.

use attache_core::country::CountryCode;

use crate::draw::Draw;

/// Sentences of a report.
const SENTENCES: usize = 10;
/// Reports that a tenth is copied from: this many before.
const BEHIND: usize = 40;

const GOODS: [&str; 6] = ["drones", "missiles", "artillery shells", "tanks", "helicopters", "radars"];
const TROOPS: [&str; 3] = ["troops", "soldiers", "servicemen"];
const BOUNDS: [&str; 6] = ["some", "about", "roughly", "nearly", "more than", "at least"];
const AGENCIES: [&str; 4] = ["Reuters", "Yonhap", "Associated Press", "Agence France-Presse"];
const EXPERTS: [&str; 6] = [
    "Mara Lindqvarn",
    "Tomas Kestrelov",
    "Ilse Fjeldhagen",
    "Bruno Ashgroveson",
    "Lena Ostrowick",
    "Emil Ravnsholt",
];

/// A report, as it is to be kept.
pub(super) struct Dispatch {
    pub(super) text: String,
    pub(super) outlet: String,
    /// The report that it repeats, by how many reports it is earlier.
    pub(super) repeats: Option<usize>,
}

/// Writes reports.
pub(super) struct Wire {
    chance: Draw,
    countries: Vec<&'static str>,
    written: usize,
}

impl Wire {
    /// From a seed.
    pub(super) fn new(seed: u64) -> Self {
        let letters = || 'A'..='Z';
        let codes = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
        let names = codes.filter_map(|code| code.parse::<CountryCode>().ok()?.short_name());
        Self { chance: Draw::new(seed), countries: names.collect(), written: 0 }
    }

    /// The next report.
    pub(super) fn next(&mut self) -> Dispatch {
        let sentences: Vec<String> = (0..SENTENCES).map(|_| self.sentence()).collect();
        let repeats =
            (self.written > BEHIND && self.chance.percent(10)).then(|| 1 + self.chance.below(BEHIND));
        self.written += 1;
        let text = format!("Dispatch {}.\n\n{}\n", self.written, sentences.join("\n\n"));
        Dispatch { text, outlet: format!("Gazette {}", self.chance.below(400)), repeats }
    }

    /// A few countries fill the news: three draws, each the limit of the next, make small numbers frequent.
    fn country(&mut self) -> &'static str {
        let limit = 1 + self.chance.below(self.countries.len());
        let limit = 1 + self.chance.below(limit);
        let at = self.chance.below(limit);
        self.countries.get(at).copied().unwrap_or_default()
    }

    /// Who acts towards whom. One sentence of a hundred is on the pair that everybody writes of.
    fn pair(&mut self) -> (&'static str, &'static str) {
        if self.chance.percent(1) {
            return ("North Korea", "Russia");
        }
        (self.country(), self.country())
    }

    fn sentence(&mut self) -> String {
        let (actor, other) = self.pair();
        let number = (2 + self.chance.below(90)) * 10;
        let bound = self.chance.one(&BOUNDS).copied().unwrap_or_default();
        let goods = self.chance.one(&GOODS).copied().unwrap_or_default();
        let troops = self.chance.one(&TROOPS).copied().unwrap_or_default();
        let content = match self.chance.below(5) {
            0 => format!("{actor} has sent {bound} {number} {troops} to {other}"),
            1 => format!("{actor} has deployed {bound} {number} {troops} in {other}"),
            2 => format!("{actor} has delivered {bound} {number} {goods} to {other}"),
            3 => format!("{other} has received {bound} {number} {goods} from {actor}"),
            _ => format!("{bound} {number} {goods} were delivered to {other} by {actor}"),
        };
        let voice = self.country();
        let agency = self.chance.one(&AGENCIES).copied().unwrap_or_default();
        let expert = self.chance.one(&EXPERTS).copied().unwrap_or_default();
        let whole = match self.chance.below(6) {
            0 | 1 => format!("the government of {voice} said that {content}."),
            2 => format!("analyst {expert} said that {content}."),
            3 => format!("{agency} reported that {content}."),
            4 => format!("{content}, the Defense Ministry of {voice} said, according to {agency}."),
            _ => format!("{content}."),
        };
        let mut letters = whole.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Wire;

    #[test]
    fn the_same_seed_writes_the_same_and_some_are_repeated() {
        let texts = |seed| {
            let mut wire = Wire::new(seed);
            (0..200).map(|_| wire.next()).map(|one| (one.text, one.repeats)).collect::<Vec<_>>()
        };
        assert_eq!(texts(1), texts(1));
        assert_ne!(texts(1), texts(2));
        assert!((5..40).contains(&texts(1).iter().filter(|(_, repeats)| repeats.is_some()).count()));
    }
}
