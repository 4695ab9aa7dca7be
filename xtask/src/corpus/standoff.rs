//! brat standoff: `T` rows are spans, `E` rows join them into attributions.
//!
//! ```text
//! T1<tab>Source 0 3<tab>Ana
//! T2<tab>Content 10 15;20 24<tab>words apart
//! E1<tab>Attribution:T4 Content:T2 Cue:T3 Source:T1
//! ```
//!
//! The words of a span stand behind its offsets; where they hold a line break, the row goes on in the next
//! line. They are compared with the article, so that offsets of another text do not pass. Labels that mean
//! nothing here (`Discuss`: annotators in doubt) and rows of notes, attributes and relations are passed over.

use std::{collections::HashMap, ops::Range};

use super::{Gold, Offsets, Slip};

/// A label and its bytes, in order.
type Span<'a> = (&'a str, Vec<Range<usize>>);

/// The attributions, in the order of their cues, and what is to be left out.
pub(super) fn parse(
    rows: &str,
    text: &str,
    offsets: &Offsets,
) -> Result<(Vec<Gold>, Vec<Range<usize>>), Slip> {
    let mut spans: HashMap<&str, Span<'_>> = HashMap::new();
    let mut events: Vec<(usize, &str, &str)> = Vec::new();
    let mut lines = (1..).zip(rows.split('\n'));
    while let Some((line, row)) = lines.next() {
        let slip = |what: String| Slip { line, what };
        let Some((id, rest)) = row.split_once('\t') else {
            if row.trim().is_empty() {
                continue;
            }
            return Err(slip("is no row of brat standoff: an id and a tab begin one".into()));
        };
        match id.as_bytes().first() {
            Some(b'T') => {
                let (head, shown) =
                    rest.split_once('\t').ok_or_else(|| slip(format!("{id} lacks the words of its span")))?;
                let (label, ranges, words) =
                    span(head, text, offsets).map_err(|e| slip(format!("{id} {e}")))?;
                let mut shown = shown.to_owned();
                for _ in words.matches('\n') {
                    if let Some((_, more)) = lines.next() {
                        shown.push('\n');
                        shown.push_str(more);
                    }
                }
                if shown != words {
                    return Err(slip(format!("{id} is “{shown}”, but the article has “{words}” there")));
                }
                if spans.insert(id, (label, ranges)).is_some() {
                    return Err(slip(format!("{id} is there twice")));
                }
            }
            Some(b'E') => events.push((line, id, rest)),
            Some(b'#' | b'A' | b'M' | b'N' | b'R' | b'*') => {}
            _ => return Err(slip(format!("{id} is no id of brat standoff (T, E, A, M, N, R, *, #)"))),
        }
    }
    let mut attributions = Vec::new();
    for (line, id, roles) in events {
        let gold = event(roles, &spans).map_err(|what| Slip { line, what: format!("{id} {what}") })?;
        if !gold.cue.is_empty() && !gold.content.is_empty() {
            attributions.push(gold);
        }
    }
    attributions.sort_by_key(|gold| {
        let start = |ranges: &[Range<usize>]| ranges.first().map(|range| (range.start, range.end));
        (start(&gold.cue), start(&gold.content), start(&gold.source))
    });
    let discarded = spans.into_values().filter(|(label, _)| *label == "Discard");
    Ok((attributions, in_order(discarded.flat_map(|(_, ranges)| ranges).collect())))
}

/// `Label 0 3;7 9`: the label, its bytes in order, and its words in the order of the row.
fn span<'a>(
    head: &'a str,
    text: &str,
    offsets: &Offsets,
) -> Result<(&'a str, Vec<Range<usize>>, String), String> {
    let (label, places) = head.split_once(' ').ok_or("has no offsets")?;
    let mut ranges = Vec::new();
    let mut words = Vec::new();
    for place in places.split(';') {
        let ends = place.split_once(' ').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        let (start, end): (usize, usize) =
            ends.ok_or_else(|| format!("has “{place}” where a start and an end should be"))?;
        let range = offsets.bytes(start, end).ok_or_else(|| {
            format!("is at {start}..{end}, which is no range of the article's {} code points", offsets.len())
        })?;
        words.push(text.get(range.clone()).unwrap_or_default());
        ranges.push(range);
    }
    Ok((label, in_order(ranges), words.join(" ")))
}

fn event(roles: &str, spans: &HashMap<&str, Span<'_>>) -> Result<Gold, String> {
    let mut gold = Gold::default();
    for role in roles.split_whitespace() {
        let (name, id) =
            role.split_once(':').ok_or_else(|| format!("has “{role}” where ROLE:ID should be"))?;
        let (_, ranges) = spans.get(id).ok_or_else(|| format!("names {id}, which is not there"))?;
        // A second span of one role is numbered ("Content2"): both are one content.
        match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Source" => gold.source.extend(ranges.iter().cloned()),
            "Cue" => gold.cue.extend(ranges.iter().cloned()),
            "Content" => gold.content.extend(ranges.iter().cloned()),
            "Attribution" | "Attribution-no-source" => {}
            _ => return Err(format!("has the role “{name}”: known are Source, Cue, Content, Attribution")),
        }
    }
    let Gold { source, cue, content } = gold;
    Ok(Gold { source: in_order(source), cue: in_order(cue), content: in_order(content) })
}

/// Sorted, and what overlaps joined.
fn in_order(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::{Offsets, in_order, parse};
    use crate::corpus::Gold;

    const TEXT: &str = "Bö said:\nit “works”, Cy hoped.";

    fn parsed(rows: &str) -> Result<Vec<Gold>, String> {
        let told = parse(rows, TEXT, &Offsets::of(TEXT));
        told.map(|(gold, _)| gold).map_err(|slip| format!("{}: {}", slip.line, slip.what))
    }

    #[test]
    fn apart_out_of_order_and_over_a_line_break() {
        // The source of E2 stands behind its content; T9 holds a line break; E3 is empty; T1 is used before its row.
        let rows = "E1\tAttribution:T4 Cue:T2 Source:T1 Content:T3 Content2:T5\n\
                    T1\tSource 0 2\tBö\nT2\tCue 3 7\tsaid\nT3\tContent 13 18;9 11\tworks it\nT4\tAttribution 3 7\tsaid\n\
                    T5\tContent 18 19\t”\n\
                    T9\tDiscuss 7 11\t:\nit\n\
                    #1\tAnnotatorNotes T9\tdoubtful\n\
                    T6\tCue 24 29\thoped\nT7\tContent 9 11\tit\nT8\tAttribution 24 29\thoped\n\
                    E2\tAttribution-no-source:T8 Cue:T6 Content:T7\n\
                    E3\tAttribution-no-source:T8\n";
        let gold = parsed(rows).unwrap();
        assert_eq!(gold.len(), 2);
        let told = |ranges: &[std::ops::Range<usize>]| format!("{ranges:?}");
        assert_eq!((told(&gold[0].source), told(&gold[0].cue)), ("[0..3]".into(), "[4..8]".into()));
        assert_eq!(told(&gold[0].content), "[10..12, 16..21, 21..24]");
        assert_eq!((told(&gold[1].source), told(&gold[1].content)), ("[]".into(), "[10..12]".into()));
    }

    #[test]
    fn a_slip_is_told_with_its_line() {
        let told = |rows: &str| parsed(rows).unwrap_err();
        assert!(told("T1\tCue 3 7\tsaid\nT2\tCue 3 99\tx\n").starts_with("2: T2 is at 3..99"));
        assert!(told("T1\tCue 3 7\tsays\n").contains("T1 is “says”, but the article has “said” there"));
        assert!(told("T1\tCue 3\tsaid\n").contains("“3” where a start"));
        assert!(told("T1\tCue 3 7\n").contains("lacks the words"));
        assert!(told("T1\tCue 3 7\tsaid\nT1\tCue 3 7\tsaid\n").starts_with("2: T1 is there twice"));
        assert!(told("\nnonsense\n").starts_with("2: is no row"));
        assert!(told("X1\tCue\n").contains("X1 is no id"));
        assert!(told("E1\tAttribution:T1\n").starts_with("1: E1 names T1"));
        assert!(told("T1\tCue 3 7\tsaid\nE1\tSpeaker:T1\n").contains("“Speaker”"));
    }

    #[test]
    fn ranges_that_overlap_are_joined_and_those_that_touch_are_not() {
        assert_eq!(in_order(vec![5..9, 0..2, 2..4, 6..7, 8..12]), [0..2, 2..4, 5..12]);
    }
}
