//! Whether two names in Latin or Cyrillic letters can be one.

use super::{Token, given, letter::Agreement, without_patronymic};
use crate::name::{
    likeness::{Degree, Likeness},
    reason::Reason,
};

/// What two words have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Common {
    OneApart,
    Initial,
    GivenName,
    Choice,
    Exact,
}

/// Judges two names: patronymics count only where both have one; words may stand in another order.
pub(super) fn judge(a: &[Token], b: &[Token]) -> Likeness {
    let (short, long) = (without_patronymic(a), without_patronymic(b));
    // Where both give a patronymic it has to agree, too.
    let both = short.len() < a.len() && long.len() < b.len();
    let (short, long): (Vec<&Token>, Vec<&Token>) =
        if both { (a.iter().collect(), b.iter().collect()) } else { (short, long) };
    let (short, long) = if short.len() <= long.len() { (short, long) } else { (long, short) };
    let different = || Likeness::new(Degree::None, vec![Reason::OtherWords]);
    if short.is_empty() {
        return different();
    }
    let Some((common, moved)) = paired(&short, &long) else { return different() };
    let mut why: Vec<Reason> = common.iter().map(|common| reason(*common)).collect();
    why.sort();
    why.dedup();
    if moved {
        why.push(Reason::OtherOrder);
    }
    let least = common.iter().copied().min().unwrap_or(Common::OneApart);
    let apart = common.iter().filter(|common| **common == Common::OneApart).count();
    if apart > 1 || (apart == 1 && short.len() < 2) {
        return different();
    }
    let mut degree = match least {
        Common::OneApart => Degree::Near,
        Common::Initial => Degree::Part,
        Common::GivenName | Common::Choice => Degree::Full,
        Common::Exact => Degree::Certain,
    };
    if short.len() < long.len() || short.len() < 2 {
        why.push(Reason::PartOnly);
        degree = degree.min(Degree::Part);
        if short.iter().all(|token| token.is_initial) {
            return different();
        }
    }
    Likeness::new(degree, why)
}

/// Each word of the shorter name with one of the longer; whether one stands in another place. In the same order if
/// that can be, else the best that is left.
fn paired(short: &[&Token], long: &[&Token]) -> Option<(Vec<Common>, bool)> {
    if short.len() == long.len() {
        let straight: Option<Vec<Common>> = short.iter().zip(long).map(|(a, b)| common(a, b)).collect();
        if let Some(straight) = straight {
            return Some((straight, false));
        }
    }
    let mut free: Vec<Option<&Token>> = long.iter().map(|token| Some(*token)).collect();
    let mut found = Vec::new();
    for token in short {
        let best = free
            .iter_mut()
            .filter_map(|slot| Some((common(token, slot.as_ref()?)?, slot)))
            .max_by_key(|(common, _)| *common);
        let (common, slot) = best?;
        *slot = None;
        found.push(common);
    }
    Some((found, short.len() == long.len()))
}

fn common(a: &Token, b: &Token) -> Option<Common> {
    if a.is_initial || b.is_initial {
        return (a.letters.initial() == b.letters.initial()).then_some(Common::Initial);
    }
    let letters = a.letters.agreement(&b.letters).map(|agreement| match agreement {
        Agreement::OneApart => Common::OneApart,
        Agreement::Choice => Common::Choice,
        Agreement::Exact => Common::Exact,
    });
    let group = given::group(&a.letters.coarse());
    let given = group.filter(|group| given::group(&b.letters.coarse()) == Some(*group));
    letters.max(given.map(|_| Common::GivenName))
}

const fn reason(common: Common) -> Reason {
    match common {
        Common::OneApart => Reason::OneLetterApart,
        Common::Initial => Reason::Initial,
        Common::GivenName => Reason::GivenNameInAnotherLanguage,
        Common::Choice => Reason::LettersWithChoice,
        Common::Exact => Reason::Letters,
    }
}
