//! Names of offices and bodies ("the Defence Ministry of South Korea", "South Korea's Ministry of National Defense").

use super::{
    Form, Match, Reason, Verdict,
    context::{Accord, Context, offices},
};

/// Compares the names of two offices, services or organisations by their words. They are never found to be the very
/// same: a ministry and its spokesman's desk share their words, and a person decides.
#[must_use]
pub fn compare_offices(a: &Form, b: &Form) -> Match {
    let context = Context::of(a, b);
    let agrees = offices(&a.name, &b.name) == Accord::Agrees;
    let verdict = match (agrees, context.country) {
        (false, _) | (_, Accord::Differs) => Verdict::Different,
        (true, Accord::Agrees) => Verdict::Likely,
        (true, Accord::Unknown) => Verdict::Doubtful,
    };
    let mut why = vec![if agrees { Reason::SameWords } else { Reason::OtherWords }];
    why.extend(context.reasons());
    Match { verdict, why }
}

#[cfg(test)]
mod tests {
    use super::compare_offices;
    use crate::name::{Form, Verdict};

    fn office(name: &str, country: Option<&str>) -> Form {
        Form { country: country.and_then(|code| code.parse().ok()), ..Form::new(name) }
    }

    #[test]
    fn offices_are_compared_by_their_words_and_country() {
        let verdict = |a: &Form, b: &Form| compare_offices(a, b).verdict;
        let (one, other) = ("Defence Ministry", "Ministry of National Defense");
        assert_eq!(verdict(&office(one, Some("KR")), &office(other, Some("KR"))), Verdict::Likely);
        assert_eq!(verdict(&office(one, Some("KR")), &office(other, None)), Verdict::Doubtful);
        assert_eq!(verdict(&office(one, Some("KR")), &office(other, Some("UA"))), Verdict::Different);
        assert_eq!(
            verdict(&office(one, Some("KR")), &office("Foreign Ministry", Some("KR"))),
            Verdict::Different
        );
    }
}
