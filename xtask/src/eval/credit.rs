//! Whether a draft credits whom the coder credited.
//!
//! The rule, for one carrier against one coded source:
//!
//! 1. Names are compared folded (letters and digits only, lower case), without a leading article. The
//!    coded source has its name, its `aliases`, and the `forms` and `other_spellings` of the entity of
//!    the same id. One of them must equal the carrier's name, or contain it, or be contained in it;
//!    the contained one has at least four characters.
//! 2. Else both must be unnamed sources of the same sort (kind `…-unnamed`, `…-anonymous`, `unnamed`),
//!    and not of two different countries.
//!
//! A chain is right if it is as long as a coded chain (the first or one of the alternatives) and each
//! carrier fits. The first carrier is the outlet and always fits: who publishes is given, not read.

use attache_core::source::folded;
use attache_text::words::Words;

use super::{
    drafted::{Carrier, Drafted},
    gold::{Gold, GoldClaim, GoldSource},
};

/// A shorter name says too little to count as part of another.
const LEAST: usize = 4;

/// Whether the chain of a draft is one that the coder would take.
pub(crate) fn chain_fits(draft: &Drafted, claim: &GoldClaim, gold: &Gold, words: &Words) -> bool {
    std::iter::once(&claim.chain).chain(&claim.alt_chains).any(|wanted| {
        wanted.len() == draft.chain.len()
            && draft.chain.iter().zip(wanted).skip(1).all(|(carrier, id)| fits(carrier, id, gold, words))
    })
}

fn fits(carrier: &Carrier, id: &str, gold: &Gold, words: &Words) -> bool {
    let Some(source) = gold.sources.get(id) else { return false };
    let entity = gold.entities.iter().filter(|entity| entity.id == id);
    let forms = entity.flat_map(|entity| entity.forms.iter().chain(&entity.other_spellings));
    let mut names = std::iter::once(&source.name).chain(&source.aliases).chain(forms);
    let name = bare(&carrier.name);
    names.any(|coded| same_name(&name, &bare(coded))) || same_sort(carrier, source, words)
}

/// A name folded, without a leading article.
fn bare(name: &str) -> String {
    let name = name.trim();
    let rest = name
        .split_once(' ')
        .filter(|(first, _)| ["the", "a", "an"].iter().any(|article| first.eq_ignore_ascii_case(article)));
    folded(rest.map_or(name, |(_, rest)| rest))
}

fn same_name(a: &str, b: &str) -> bool {
    let within = |part: &str, whole: &str| part.chars().count() >= LEAST && whole.contains(part);
    !a.is_empty() && (a == b || within(a, b) || within(b, a))
}

fn same_sort(carrier: &Carrier, source: &GoldSource, words: &Words) -> bool {
    let unnamed =
        |kind: &str| kind == "unnamed" || kind.ends_with("-unnamed") || kind.ends_with("-anonymous");
    let elsewhere = match (&carrier.country, source.country.as_deref().and_then(|c| words.from_alpha3(c))) {
        (Some(carrier), Some(coded)) => carrier != coded.as_str(),
        _ => false,
    };
    carrier.kind == source.kind && unnamed(&source.kind) && !elsewhere
}

#[cfg(test)]
mod tests {
    use super::{bare, chain_fits, same_name};
    use crate::eval::{
        drafted::{Carrier, Drafted},
        fixture::{claim, gold, words},
        gold::{Entity, GoldSource},
    };

    fn carrier(name: &str, kind: &str, country: Option<&str>) -> Carrier {
        Carrier { name: name.into(), kind: kind.into(), country: country.map(Into::into) }
    }

    fn verdict(carriers: &[Carrier]) -> bool {
        let mut gold = gold(Vec::new());
        let source = |name: &str, kind: &str, country: Option<&str>, aliases: &[&str]| GoldSource {
            name: name.into(),
            kind: kind.into(),
            country: country.map(Into::into),
            aliases: aliases.iter().map(ToString::to_string).collect(),
            named: true,
        };
        gold.sources
            .insert("OFFICE".into(), source("Latvian border guard", "government-body", None, &["AU"]));
        gold.sources.insert("AIDE".into(), source("an aide", "official-anonymous", Some("LVA"), &[]));
        gold.entities.push(Entity {
            id: "OFFICE".into(),
            forms: vec!["Robežsardze".into()],
            other_spellings: Vec::new(),
        });
        let mut claim = claim("C1", &[(0, 1)]);
        claim.chain = vec!["SEED".into(), "OFFICE".into()];
        claim.alt_chains = vec![vec!["SEED".into(), "AIDE".into()]];
        let mut chain = vec![carrier("whoever", "outlet", None)];
        chain.extend_from_slice(carriers);
        chain_fits(&Drafted { chain, ..Drafted::default() }, &claim, &gold, &words())
    }

    #[test]
    fn a_name_an_alias_or_a_form_is_enough() {
        for name in ["The border guard", "latvian Border-Guard", "AU", "ROBEŽSARDZE"] {
            assert!(verdict(&[carrier(name, "group", None)]), "{name}");
        }
        for name in ["", "Border police", "AUX", "the"] {
            assert!(!verdict(&[carrier(name, "group", None)]), "{name}");
        }
    }

    #[test]
    fn unnamed_sources_of_one_sort_fit_unless_their_countries_differ() {
        assert!(verdict(&[carrier("someone", "official-anonymous", Some("LV"))]));
        assert!(verdict(&[carrier("someone", "official-anonymous", None)]));
        assert!(!verdict(&[carrier("someone", "official-anonymous", Some("RU"))]));
        assert!(!verdict(&[carrier("someone", "experts-unnamed", None)]));
    }

    #[test]
    fn a_chain_of_another_length_is_wrong() {
        let guard = || carrier("border guard", "group", None);
        assert!(!verdict(&[]));
        assert!(!verdict(&[guard(), guard()]));
    }

    #[test]
    fn short_names_must_be_equal() {
        assert_eq!(bare("The U.S. Treasury"), "ustreasury");
        assert!(same_name("fbi", "fbi"));
        assert!(!same_name("fbi", "fbispokesman"));
        assert!(same_name("nato", "natoofficial"));
    }
}
