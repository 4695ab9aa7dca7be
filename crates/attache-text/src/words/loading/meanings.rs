//! Predicates, modalities, figures and the calendar.

use attache_core::{claim_kind::ClaimKind, likelihood::Likelihood, modality::Modality};
use rustc_hash::FxHashMap;

use crate::words::{
    Entry, FigureSort, TableError, Words,
    inflection::Forms,
    lexicon::Case,
    rows::{FigureRow, ModalityRow, PredicateRow, Tables, TimeRow, each},
    sense::time_rule,
    table::values,
};

use super::grammar::classify_verb;

pub(super) fn load_predicates(
    words: &mut Words,
    source: Tables<'_, '_>,
    verbs: &FxHashMap<String, Forms>,
) -> Result<(), TableError> {
    each(source, "predicates", |place, row: PredicateRow| {
        let kind: ClaimKind = place.word("kind of claim", &row.kind)?;
        let entry = Entry::Predicate(kind, place.word("need", &row.needs)?);
        for phrase in values(&row.words) {
            let Some((verb, rest)) = phrase.split_once('~') else {
                words.lexicon.phrase(phrase, Case::Any, entry);
                continue;
            };
            let regular = Forms::of(verb, "", "");
            let forms = verbs.get(verb).unwrap_or(&regular);
            classify_verb(words, forms);
            for form in forms.all() {
                words.lexicon.phrase(&format!("{form}{rest}"), Case::Any, entry);
            }
        }
        Ok(())
    })?;
    each(source, "modalities", |place, row: ModalityRow| {
        let modality: Modality = place.word("modality", &row.modality)?;
        let likelihood: Option<Likelihood> = place.optional("term of likelihood", &row.likelihood)?;
        values(&row.words).for_each(|phrase| {
            words.lexicon.phrase(phrase, Case::Any, Entry::Manner(modality, likelihood));
        });
        Ok(())
    })
}

pub(super) fn load_figures(words: &mut Words, source: Tables<'_, '_>) -> Result<(), TableError> {
    let mut plain: Vec<(String, f64)> = Vec::new();
    each(source, "figures", |place, row: FigureRow| {
        let number = || place.word::<f64>("number", &row.value);
        let sort = match row.sort.as_str() {
            "number" => FigureSort::Number(number()?),
            "multiplier" => FigureSort::Multiplier(number()?),
            "vague" => FigureSort::Vague(number()?),
            "share" => FigureSort::Share(number()?),
            "majority" => FigureSort::Majority,
            "bound" => FigureSort::Bound(place.word("bound", &row.value)?),
            other => return Err(place.fault(format!("`{other}` is no sort of figure"))),
        };
        values(&row.words).for_each(|phrase| {
            words.lexicon.phrase(phrase, Case::Any, Entry::Figure(sort));
            if let FigureSort::Number(value) = sort {
                plain.push((phrase.to_owned(), value));
            }
        });
        Ok(())
    })?;
    // "Twenty-four": every ten with every unit.
    for (ten, tens) in plain.iter().filter(|(_, n)| *n >= 20.0) {
        for (unit, units) in plain.iter().filter(|(_, n)| *n < 10.0) {
            let sort = FigureSort::Number(tens + units);
            words.lexicon.phrase(&format!("{ten}-{unit}"), Case::Any, Entry::Figure(sort));
        }
    }
    each(source, "calendar", |place, row: TimeRow| {
        let rule = time_rule(&row.rule).ok_or_else(|| place.fault(format!("`{}` is no rule", row.rule)))?;
        values(&row.words).for_each(|phrase| {
            words.lexicon.phrase(phrase, Case::Any, Entry::Time(rule));
        });
        Ok(())
    })
}
