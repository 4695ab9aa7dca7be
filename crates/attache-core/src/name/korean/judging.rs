//! Whether two Korean names can be one.

use super::{reading::KoreanName, surname, syllable::Agreement};
use crate::name::{
    likeness::{Degree, Likeness},
    reason::Reason,
};

/// Judges two readings: surname and given name apart.
pub(super) fn judge(a: &KoreanName, b: &KoreanName) -> Likeness {
    let Some((shared, usual)) = a.surname.shared(&b.surname) else {
        return Likeness::new(Degree::None, vec![Reason::OtherSurname]);
    };
    let mut why = vec![Reason::KoreanSurname { hangul: surname::hangul(shared) }];
    if a.given.is_empty() || b.given.is_empty() {
        why.push(Reason::PartOnly);
        return Likeness::new(Degree::Part, why);
    }
    if a.given.len() != b.given.len() {
        why.push(Reason::OtherGivenName { syllable: 0 });
        return Likeness::new(Degree::None, why);
    }
    let certain = usual && a.surname.is_one() && b.surname.is_one();
    let mut least = if certain { Agreement::Certain } else { Agreement::Usual };
    let mut by_law = false;
    for (at, (left, right)) in (1..).zip(a.given.iter().zip(&b.given)) {
        let Some(agreement) = left.agreement(right) else {
            why.push(Reason::OtherGivenName { syllable: at });
            return Likeness::new(Degree::None, why);
        };
        by_law |= left.differ_by_initial_sound(right);
        least = least.min(agreement);
    }
    let least = if usual { least } else { Agreement::Other };
    why.push(match least {
        Agreement::Other => Reason::UnusualReading,
        Agreement::Usual | Agreement::Certain => Reason::KoreanGivenName,
    });
    if by_law {
        why.push(Reason::InitialSoundLaw);
    }
    let degree = match least {
        Agreement::Other => Degree::Loose,
        Agreement::Usual => Degree::Full,
        Agreement::Certain => Degree::Certain,
    };
    Likeness::new(degree, why)
}
