//! How outlets copy.

use attache_core::source::SourceKind;

use super::{
    body::{self, statements_mut},
    chances::Chances,
    line::{Line, Origin, Voice},
    party::expert,
    world::outlet_name,
    writing::{Manner, Writing},
};
use crate::draw::Draw;

/// Outlets that copy the texts on an event.
pub(super) struct CopyingOut<'a> {
    pub(super) quotations: &'a [String],
    pub(super) known: &'a [(Voice, Origin)],
    pub(super) chances: &'a Chances,
    pub(super) chance: &'a mut Draw,
}

impl CopyingOut<'_> {
    /// Writes the copies of a text behind it.
    pub(super) fn spread(&mut self, writings: &mut Vec<Writing>, root: usize) {
        let mut made = vec![root];
        for _ in 0..self.copies() {
            let mut manner = self.manner();
            let mut from = root;
            if manner == Manner::Relayed {
                // From the latest copies rather than from the first text.
                from = made.get(1 + self.chance.below(made.len())).copied().unwrap_or(root);
                if from == root {
                    manner = Manner::Verbatim;
                }
            }
            let Some(source) = writings.get(from).cloned() else { continue };
            made.push(writings.len());
            writings.push(self.copy(&source, from, manner));
        }
    }

    /// Few texts are copied often.
    fn copies(&mut self) -> usize {
        match self.chance.below(20) {
            0 => 6 + self.chance.below(7),
            1..=5 => 3 + self.chance.below(3),
            6..=14 => 1 + self.chance.below(2),
            _ => 0,
        }
    }

    fn manner(&mut self) -> Manner {
        let mut drawn = self.chance.below(self.chances.manners.iter().sum());
        for (manner, share) in Manner::COPIES.into_iter().zip(self.chances.manners) {
            if drawn < share {
                return manner;
            }
            drawn -= share;
        }
        Manner::Verbatim
    }

    fn copy(&mut self, source: &Writing, from: usize, manner: Manner) -> Writing {
        let (in_words, credited) = match manner {
            Manner::Verbatim => (false, true),
            Manner::Rewritten => (true, true),
            Manner::FirstHand | Manner::VerbatimUncredited | Manner::RewrittenUncredited => (false, false),
            Manner::Relayed => (self.chance.percent(50), self.chance.percent(50)),
            Manner::Mixed => (true, self.chance.percent(50)),
        };
        let mut text = match manner {
            Manner::FirstHand | Manner::Verbatim | Manner::VerbatimUncredited => {
                body::cut(&source.body, self.chance)
            }
            Manner::Rewritten | Manner::RewrittenUncredited => {
                body::rewritten(&source.body, self.chances, self.chance)
            }
            Manner::Relayed if in_words => body::rewritten(&source.body, self.chances, self.chance),
            Manner::Relayed => body::cut(&source.body, self.chance),
            Manner::Mixed => source.body.clone(),
        };
        for statement in statements_mut(&mut text) {
            statement.through.push(from);
        }
        // A credit stands at the foot, in the sentence, or in both.
        let place = self.chance.below(5);
        let foot = (credited && place != 1 && place != 2).then(|| source.outlet.clone());
        if credited && place != 0 && place != 3 {
            statements_mut(&mut text).for_each(|statement| statement.credit = Some(source.outlet.clone()));
        }
        let dressed = !credited && manner != Manner::Mixed && self.chance.percent(self.chances.dressed);
        if dressed {
            let commentator = self.commentator();
            for statement in statements_mut(&mut text) {
                statement.voice = commentator.clone();
                statement.credit = None;
            }
        }
        if manner == Manner::Mixed {
            let own = self.own_part(&text);
            text = body::mixed(&text, own, self.chance);
        }
        Writing {
            event: source.event,
            outlet: self.another_than(&source.outlet),
            kind: SourceKind::Outlet,
            day: source.day + self.chance.below(3),
            body: text,
            foot,
            page_words: self.chance.percent(self.chances.page_words),
            manner,
            from: Some(from),
            dressed,
            collected: self.chance.percent(self.chances.outlet_collected),
        }
    }

    /// Nobody copies from himself.
    fn another_than(&mut self, outlet: &str) -> String {
        let drawn = outlet_name(self.chance);
        if drawn == outlet { self.another_than(outlet) } else { drawn }
    }

    /// Somebody who knows only what was written.
    fn commentator(&mut self) -> Voice {
        // The first experts find out by themselves now and then.
        Voice::Expert(expert(20 + self.chance.below(240)))
    }

    /// The own half of a mixed text: another origin's word, or a commentator's on what was written.
    fn own_part(&mut self, copied: &[body::Sentence]) -> Vec<body::Sentence> {
        let find = self.chance.percent(self.chances.own_find);
        let found = self.chance.one(self.known).filter(|_| find);
        let named = found.filter(|(voice, _)| !matches!(voice, Voice::Own));
        let statement = match (named, body::statements(copied).next()) {
            (Some((voice, root)), _) => Some(Line::new(voice.clone(), root.clone(), self.chance)),
            (None, Some(copied)) => {
                let commentator = self.commentator();
                let mut own = Line::new(commentator, copied.root.clone(), self.chance);
                own.through.clone_from(&copied.through);
                Some(own)
            }
            (None, None) => None,
        };
        let mut own = body::written(statement.into_iter().collect(), self.quotations, self.chance);
        own.truncate(8.max(copied.len() / 2));
        own
    }
}
