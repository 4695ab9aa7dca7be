//! Small articles counted by hand.

use super::{Relation, Score, SliceScore};
use crate::eval::{
    polnear::{agreement::Agreement, slice::Slice, token_set::TokenSet},
    tally::Share,
};

fn relation(source: &[usize], cue: &[usize], content: &[usize]) -> Relation {
    let set = |tokens: &[usize]| TokenSet::of(tokens.to_vec());
    Relation {
        source: set(source),
        cue: set(cue),
        content: set(content),
        confidence: 0.5,
        by_cue: Slice::SayTellAdd,
        by_quotation: Slice::Indirect,
        negated: false,
    }
}

fn score(gold: &[Relation], found: &[Relation]) -> Score {
    let mut score = Score::default();
    score.add(100, gold, found);
    score
}

#[test]
fn gold_against_itself_is_perfect() {
    let gold = [relation(&[1, 2], &[3], &[4, 5, 6]), relation(&[], &[10], &[11, 13])];
    let score = score(&gold, &gold);
    for roles in [score.token, score.exact, score.half, score.run_exact, score.run_half] {
        assert_eq!(roles.all().f1(), 1.0, "{roles:?}");
    }
    assert_eq!((score.whole_half, score.whole_exact), (Agreement::of(2, 2, 2), Agreement::of(2, 2, 2)));
}

#[test]
fn tokens_count_for_their_role_once() {
    // Two attributions share the source 1, 2; one token of the content is missed, two are too many, and a cue is
    // taken for a source.
    let gold = [relation(&[1, 2], &[3], &[4, 5, 6]), relation(&[1, 2], &[8], &[9])];
    let found = [relation(&[1, 2, 8], &[3], &[5, 6, 7, 10])];
    let token = score(&gold, &found).token;
    assert_eq!(token.source, Agreement::of(2, 3, 2));
    assert_eq!(token.cue, Agreement::of(1, 1, 2));
    assert_eq!(token.content, Agreement::of(2, 4, 4));
    assert_eq!(token.all(), Agreement::of(5, 8, 8));
}

#[test]
fn a_span_is_all_that_an_attribution_has_in_a_role() {
    // The content stands in two runs; only the longer one was found.
    let gold = [relation(&[1], &[2], &[3, 4, 5, 8, 9])];
    let found = [relation(&[1], &[2], &[3, 4, 5])];
    let told = score(&gold, &found);
    assert_eq!(told.exact.content, Agreement::of(0, 1, 1));
    assert_eq!(told.half.content, Agreement::of(1, 1, 1));
    assert_eq!(told.run_exact.content, Agreement::of(1, 1, 2));
    assert_eq!(told.run_half.content, Agreement::of(1, 1, 2));
    assert_eq!((told.exact.all(), told.half.all()), (Agreement::of(2, 3, 3), Agreement::of(3, 3, 3)));
    // Two of five are less than half.
    let told = score(&gold, &[relation(&[1], &[2], &[3, 4])]);
    assert_eq!((told.half.content, told.run_half.content), (Agreement::of(0, 1, 1), Agreement::of(1, 1, 2)));
    assert_eq!(told.whole_half, Agreement::of(0, 1, 1));
}

#[test]
fn the_same_source_of_two_attributions_is_one_span() {
    let gold = [relation(&[1], &[2], &[3]), relation(&[1], &[5], &[6])];
    let told = score(&gold, &gold[..1]);
    assert_eq!(told.exact.source, Agreement::of(1, 1, 1));
    assert_eq!(told.exact.cue, Agreement::of(1, 1, 2));
}

#[test]
fn an_attribution_needs_source_cue_and_content() {
    let gold = [relation(&[1], &[2], &[3, 4]), relation(&[], &[7], &[8])];
    let verdict = |found: Relation| {
        let told = score(&gold, &[found]);
        (told.whole_half.recall.hit, told.whole_exact.recall.hit)
    };
    assert_eq!(verdict(relation(&[1], &[2], &[3, 4])), (1, 1));
    assert_eq!(verdict(relation(&[0, 1], &[2], &[4])), (1, 0));
    assert_eq!(verdict(relation(&[], &[2], &[3, 4])), (0, 0));
    assert_eq!(verdict(relation(&[1], &[6], &[3, 4])), (0, 0));
    assert_eq!(verdict(relation(&[1], &[2], &[4, 5, 6])), (0, 0));
    assert_eq!(verdict(relation(&[], &[7], &[8])), (1, 1));
    assert_eq!(verdict(relation(&[6], &[7], &[8])), (0, 0));
}

#[test]
fn each_stands_for_one_alone() {
    let gold = [relation(&[1], &[2], &[3, 4])];
    let found = [relation(&[1], &[2], &[3]), relation(&[1], &[2], &[3, 4])];
    let told = score(&gold, &found);
    assert_eq!(told.whole_half, Agreement::of(1, 2, 1));
    assert_eq!(told.half.content, Agreement::of(1, 2, 1));
    // The better one is the one that is right.
    assert_eq!(told.verdicts.iter().map(|verdict| verdict.right).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn reporting_is_filtered_on_both_sides() {
    let attitude = |relation: Relation| Relation { by_cue: Slice::Attitude, ..relation };
    let gold = [relation(&[1], &[2], &[3]), attitude(relation(&[4], &[5], &[6]))];
    // The first is found with a cue that does not report, the second with one that does.
    let found = [attitude(relation(&[1], &[2], &[3])), relation(&[4], &[5], &[6])];
    let told = score(&gold, &found);
    assert_eq!(told.whole_half, Agreement::of(2, 2, 2));
    assert_eq!(told.reporting, Agreement::of(0, 1, 1));
    assert_eq!(told.verdicts.len(), 1);
}

#[test]
fn kinds_are_told_apart() {
    let gold = [
        relation(&[1], &[2], &[3]),
        relation(&[], &[5], &[6]),
        Relation { negated: true, by_quotation: Slice::Mixed, ..relation(&[8], &[9], &[10]) },
    ];
    // The second is found with a wrong content, the third whole; a fourth is made up.
    let found = [
        relation(&[], &[5], &[7]),
        Relation { by_quotation: Slice::Mixed, ..relation(&[8], &[9], &[10]) },
        relation(&[], &[20], &[21]),
    ];
    let told = score(&gold, &found);
    let share = |hit, of| Share { hit, of };
    let expected = |cue, precision, recall| SliceScore { cue, agreement: Agreement { precision, recall } };
    assert_eq!(told.slices[&Slice::SayTellAdd], expected(share(2, 3), share(1, 3), share(1, 3)));
    assert_eq!(told.slices[&Slice::NoSource], expected(share(1, 1), share(0, 2), share(0, 1)));
    assert_eq!(told.slices[&Slice::Negated], expected(share(1, 1), share(0, 0), share(1, 1)));
    assert_eq!(told.slices[&Slice::Mixed], expected(share(1, 1), share(1, 1), share(1, 1)));
    assert_eq!(told.slices[&Slice::Indirect], expected(share(1, 2), share(0, 2), share(0, 2)));
}

#[test]
fn articles_are_added_up() {
    let gold = [relation(&[1], &[2], &[3])];
    let mut told = score(&gold, &gold);
    told.add(50, &gold, &[]);
    assert_eq!((told.articles, told.tokens), (2, 150));
    assert_eq!(told.token.all(), Agreement::of(3, 3, 6));
    assert_eq!(told.whole_half, Agreement::of(1, 1, 2));
}
