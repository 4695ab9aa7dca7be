//! Text with its sources, cues and contents marked: by colour, or by brackets where there is none.

use std::collections::BTreeSet;

use anstyle::Style;
use attache_core::{claim::ClaimDraft, span::Span};

use crate::{
    palette::{self, styled},
    visible::visible,
};

/// What a stretch of text is to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// What is credited.
    Content,
    /// The words that credit.
    Cue,
    /// Who is credited.
    Source,
}

impl Part {
    const fn style(self) -> Style {
        match self {
            Self::Content => palette::CONTENT,
            Self::Cue => palette::CUE,
            Self::Source => palette::SOURCE,
        }
    }

    const fn brackets(self) -> (&'static str, &'static str) {
        match self {
            Self::Content => ("[", "]"),
            Self::Cue => ("<", ">"),
            Self::Source => ("{", "}"),
        }
    }
}

/// The places of these claims, each once.
pub(crate) fn marks<'a>(drafts: impl IntoIterator<Item = &'a ClaimDraft>) -> BTreeSet<(Span, Part)> {
    let mut marks = BTreeSet::new();
    for draft in drafts {
        let attribution = draft.attribution();
        let parts = [
            (Part::Content, attribution.content),
            (Part::Cue, attribution.cue),
            (Part::Source, attribution.source),
        ];
        for (part, places) in parts {
            marks.extend(places.into_iter().map(|place| (place, part)));
        }
    }
    marks.retain(|(span, _)| !span.is_empty());
    marks
}

/// The stretch `within` of a text with its marks, harmless for a terminal.
pub(crate) fn marked(text: &str, within: Span, marks: &BTreeSet<(Span, Part)>, colour: bool) -> String {
    let touching: Vec<_> = marks.iter().copied().filter(|(span, _)| span.overlaps(within)).collect();
    let mut edges: BTreeSet<usize> = [within.start, within.end].into();
    edges.extend(touching.iter().flat_map(|(span, _)| [span.start, span.end]));
    edges.retain(|edge| (within.start..=within.end).contains(edge));
    let edges: Vec<usize> = edges.into_iter().collect();
    let mut shown = String::new();
    let mut open: Vec<(Span, Part)> = Vec::new();
    for (at, start) in edges.iter().copied().enumerate() {
        if !colour {
            push_brackets(&mut shown, &mut open, &touching, start, within);
        }
        let Some(end) = edges.get(at.saturating_add(1)).copied() else { break };
        let Some(piece) = text.get(start..end) else { continue };
        let part = touching.iter().filter(|(span, _)| span.contains(Span::new(start, end))).map(|(_, p)| *p);
        match part.max() {
            Some(part) if colour => shown.push_str(&styled(part.style(), &visible(piece))),
            _ => shown.push_str(&visible(piece)),
        }
    }
    shown
}

/// Closes what ends here, innermost first, and opens what begins here, widest first.
fn push_brackets(
    shown: &mut String,
    open: &mut Vec<(Span, Part)>,
    marks: &[(Span, Part)],
    at: usize,
    within: Span,
) {
    while let Some(place) = open.iter().rposition(|(span, _)| span.end.min(within.end) <= at) {
        let (_, part) = open.remove(place);
        shown.push_str(part.brackets().1);
    }
    let mut begin: Vec<_> = marks
        .iter()
        .copied()
        .filter(|(span, _)| span.start.max(within.start) == at && span.end > at)
        .collect();
    begin.sort_by_key(|(span, part)| (std::cmp::Reverse(span.end), *part));
    for (span, part) in begin.into_iter().filter(|_| at < within.end) {
        shown.push_str(part.brackets().0);
        open.push((span, part));
    }
}

/// What the marks mean.
pub(crate) fn legend(colour: bool) -> String {
    let name = |part: Part, words: &str| {
        if colour {
            styled(part.style(), words)
        } else {
            format!("{}{words}{}", part.brackets().0, part.brackets().1)
        }
    };
    format!(
        "{}  {}  {}",
        name(Part::Source, "who is credited"),
        name(Part::Cue, "by which words"),
        name(Part::Content, "with what")
    )
}

#[cfg(test)]
mod tests {
    use super::{Part, marked};
    use attache_core::span::Span;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn brackets_nest() {
        let text = "Shells arrived, he said.";
        let marks: BTreeSet<_> = [
            (Span::new(0, 14), Part::Content),
            (Span::new(0, 6), Part::Content),
            (Span::new(16, 18), Part::Source),
            (Span::new(19, 23), Part::Cue),
        ]
        .into();
        let whole = Span::new(0, text.len());
        assert_eq!(marked(text, whole, &marks, false), "[[Shells] arrived], {he} <said>.");
        assert_eq!(marked(text, Span::new(7, 18), &marks, false), "[arrived], {he}");
        assert!(marked(text, whole, &marks, true).contains("\u{1b}["));
    }

    proptest! {
        #[test]
        fn any_spans_on_any_text_give_balanced_brackets(
            text in "\\PC{0,30}",
            spans in prop::collection::vec((0usize..60, 0usize..60), 0..6),
        ) {
            let marks: BTreeSet<_> = spans.iter().map(|(a, b)| (Span::new(*a.min(b), *a.max(b)), Part::Cue))
                .filter(|(span, _)| !span.is_empty()).collect();
            let plain = text.replace(['<', '>'], "");
            let shown = marked(&plain, Span::new(0, plain.len()), &marks, false);
            prop_assert_eq!(shown.matches('<').count() - shown.matches("<U+").count(),
                shown.matches('>').count() - shown.matches("<U+").count());
        }
    }
}
