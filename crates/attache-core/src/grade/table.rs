//! The rule table as a file that a reviewer reads in a minute (`grade_table.txt`), over every combination.

use std::path::Path;

use proptest::prelude::{prop_assert, proptest};
use strum::VariantArray as _;

use super::{Allowed, Credibility, Evidence, Rule, Tally};

const COMMITTED: &str = include_str!("grade_table.txt");
const HEAD: &str = "The highest credibility that the evidence allows (attache_core::grade::Allowed).

Counted are independent origins by the strict count of accepted claims: who says all of it, who says it or a part of
it (never fewer), who says what cannot be true with it. More than three are as three. The definitions are those of
FM 2-22.3, appendix B, table B-2; the head of grade/allowed.rs says which rule rests on which. What is logical in
itself only a person can say, so every grade below the highest is open, and so is 6.

say it  agree with a part  against it  highest  rule
";

fn evidence(origins: usize, agreeing: usize, opposing: usize) -> Evidence {
    Evidence {
        origins: Tally::exactly(origins),
        agreeing: Tally::exactly(agreeing),
        opposing: Tally::exactly(opposing),
    }
}

fn combinations() -> impl Iterator<Item = Evidence> {
    let pairs = (0..=3).flat_map(|origins| (origins..=3).map(move |agreeing| (origins, agreeing)));
    pairs.flat_map(|(origins, agreeing)| (0..=2).map(move |opposing| evidence(origins, agreeing, opposing)))
}

fn printed() -> String {
    let mut text = HEAD.to_owned();
    for one in combinations() {
        let allowed = Allowed::by(&one);
        let rule = serde_json::to_value(allowed.rule).unwrap();
        text.push_str(&format!(
            "{:<8}{:<19}{:<12}{:<9}{}\n",
            one.origins.count,
            one.agreeing.count,
            one.opposing.count,
            allowed.highest.to_string(),
            rule.as_str().unwrap(),
        ));
    }
    text
}

#[test]
fn the_table_is_as_committed() {
    assert_eq!(printed(), COMMITTED, "read the difference as a change of policy, then write the table anew");
}

#[test]
#[ignore = "writes the table into the source tree"]
fn write_grade_table() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/grade/grade_table.txt");
    std::fs::write(file, printed()).unwrap();
}

/// By the words of the definitions, apart from the code.
#[test]
fn every_row_is_what_the_definitions_say() {
    for one in combinations() {
        let (confirmed, consistent) = (one.origins.count >= 2, one.opposing.count == 0);
        let agrees_with_some = one.agreeing.count >= 2;
        let highest = Allowed::by(&one).highest;
        assert_eq!(highest == Credibility::Confirmed, confirmed && consistent, "{one:?}");
        assert_eq!(highest <= Credibility::ProbablyTrue, consistent, "{one:?}");
        assert_eq!(highest <= Credibility::PossiblyTrue, consistent || agrees_with_some, "{one:?}");
        assert!(highest <= Credibility::Doubtful, "5 needs a person's judgement: {one:?}");
    }
}

#[test]
fn a_cap_never_raises_lowers_no_more_than_it_must_and_leaves_6_alone() {
    for rule in Rule::VARIANTS {
        let allowed = Allowed { highest: rule.highest(), rule: *rule };
        for wanted in Credibility::VARIANTS {
            let given = allowed.cap(*wanted);
            assert_eq!(given, allowed.cap(given), "once is enough");
            if *wanted == Credibility::CannotBeJudged {
                assert_eq!(given, *wanted, "6 is no place on the scale");
            } else {
                assert_eq!(given, (*wanted).max(allowed.highest));
            }
            assert_eq!(allowed.permits(*wanted), given == *wanted);
        }
    }
}

#[test]
fn a_count_that_is_not_exact_is_enough_where_it_reaches_two() {
    let at_least = |count| Tally { count, exact: false };
    let one = Evidence { origins: at_least(2), agreeing: at_least(2), ..Evidence::default() };
    assert_eq!(Allowed::by(&one).highest, Credibility::Confirmed);
    let one = Evidence { origins: at_least(1), agreeing: at_least(1), ..Evidence::default() };
    assert_eq!(Allowed::by(&one).highest, Credibility::ProbablyTrue, "what is not counted confirms nothing");
    assert_eq!(at_least(2).to_string(), "at least two independent origins");
}

proptest! {
    #[test]
    fn more_evidence_never_lowers_and_more_against_never_raises(
        origins in 0_usize..6, more in 0_usize..4, opposing in 0_usize..4,
        and_origins in 0_usize..3, and_more in 0_usize..3, and_opposing in 0_usize..3,
    ) {
        let before = Allowed::by(&evidence(origins, origins + more, opposing)).highest;
        let for_it = evidence(origins + and_origins, origins + more + and_origins + and_more, opposing);
        prop_assert!(Allowed::by(&for_it).highest <= before, "1 is the best");
        let against = evidence(origins, origins + more, opposing + and_opposing);
        prop_assert!(Allowed::by(&against).highest >= before);
    }
}
