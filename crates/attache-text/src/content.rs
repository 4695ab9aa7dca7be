//! One credited content becomes the drafts of the claims in it.

use attache_core::{claim::ClaimDraft, claim_kind::ClaimKind};

use crate::{
    clause::{self, Join, Part},
    draft::{Credited, Scene},
    kind,
    passage::Tokens,
    words::class,
};

impl Scene<'_> {
    /// The drafts of a content: `main`, and what of it stands `before` a credit in the middle.
    pub(crate) fn content(
        &self,
        credited: &Credited,
        before: &[Tokens],
        main: Tokens,
        drafts: &mut Vec<ClaimDraft>,
    ) {
        let (text, p) = (self.text, self.passage);
        if let Some((head, relative, rest)) = clause::inserted_relative(text, p, &main) {
            self.draft(credited, &[], &Part { run: relative, join: Join::Dependent }, drafts);
            let before: Vec<Tokens> = before.iter().cloned().chain(std::iter::once(head)).collect();
            self.content(credited, &before, rest, drafts);
            return;
        }
        // What stands before a credit goes with the first part behind it, unless both are clauses.
        // A condition stays with what depends on it.
        let conditional = before.iter().any(|run| {
            run.clone()
                .find(|at| p.is_word(*at))
                .is_some_and(|at| ["if", "unless", "should"].iter().any(|w| p.reads(text, at, w)))
        });
        let two_clauses =
            !conditional && before.iter().any(|run| p.has_finite(run.clone())) && p.has_finite(main.clone());
        if two_clauses {
            for run in before {
                for part in clause::parts(text, p, run.clone()) {
                    self.draft(credited, &[], &part, drafts);
                }
            }
        }
        let open = if two_clauses { &[][..] } else { before };
        for (number, part) in clause::parts(text, p, main).into_iter().enumerate() {
            let open = if number == 0 { open } else { &[] };
            if open.is_empty() && credited.frame.is_none() && self.meetings(credited, &part, drafts) {
                continue;
            }
            if part.join == Join::Equal && self.withholds(credited, &part) || self.answers(credited, &part) {
                self.draft(&self.own, &[], &part, drafts);
                continue;
            }
            self.draft(credited, open, &part, drafts);
        }
    }

    /// "A said …, but B did not comment": that B said nothing is the outlet's own observation.
    fn withholds(&self, credited: &Credited, part: &Part) -> bool {
        let p = self.passage;
        let subject = part.run.clone().find(|at| p.is_word(*at));
        let names = subject.is_some_and(|at| p.is_capital(at) || p.is(at, class::DETERMINER));
        credited.frame.is_some()
            && names
            && !p.any_quoted(&part.run)
            && kind::kind(self.text, p, &part.run, None, self.words) == ClaimKind::NoComment
    }

    /// "A said …, which B denied": B's answer is told by the outlet, and not by A.
    fn answers(&self, credited: &Credited, part: &Part) -> bool {
        let p = self.passage;
        let first = part.run.clone().find(|at| p.is_word(*at));
        let relative =
            first.is_some_and(|at| p.is(at, class::RELATIVE) && p.is_capital(at.saturating_add(1)));
        credited.frame.is_some()
            && relative
            && part.join == Join::Dependent
            && part.run.clone().any(|at| p.is(at, class::CUE))
    }

    /// "Met with A and B" is two meetings. Returns whether the part was that.
    fn meetings(&self, credited: &Credited, part: &Part, drafts: &mut Vec<ClaimDraft>) -> bool {
        let (text, p) = (self.text, self.passage);
        let Some(verb) = part.run.clone().find(|at| p.reads(text, *at, "met")) else { return false };
        let Some((first, second)) = clause::two_objects(text, p, verb, &part.run) else { return false };
        let object = if p.reads(text, verb.saturating_add(1), "with") { 2 } else { 1 };
        let verb_phrase = part.run.start..verb.saturating_add(object);
        self.draft(credited, &[], &Part { run: first, join: part.join }, drafts);
        self.draft(credited, &[verb_phrase], &Part { run: second, join: Join::Equal }, drafts);
        true
    }
}
