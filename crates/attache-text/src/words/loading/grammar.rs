//! Classes of grammar, verbs and cues.

use rustc_hash::FxHashMap;

use crate::words::{
    Classes, CueForm, CueVerb, Entry, TableError, Words, class,
    inflection::Forms,
    lexicon::Case,
    rows::{CueRow, GrammarRow, Tables, VerbRow, each},
    table::values,
};

pub(super) fn load_grammar(words: &mut Words, source: Tables<'_, '_>) -> Result<(), TableError> {
    each(source, "grammar", |place, row: GrammarRow| {
        let class = class::named(&row.class)
            .ok_or_else(|| place.fault(format!("`{}` is no class of words", row.class)))?;
        values(&row.words).for_each(|word| words.lexicon.classify(word, class));
        Ok(())
    })
}

pub(super) fn load_verbs(
    words: &mut Words,
    source: Tables<'_, '_>,
) -> Result<FxHashMap<String, Forms>, TableError> {
    let mut verbs = FxHashMap::default();
    each(source, "verbs", |_, row: VerbRow| {
        let forms = Forms::of(&row.base, &row.past, &row.participle);
        classify_verb(words, &forms);
        verbs.insert(row.base, forms);
        Ok(())
    })?;
    Ok(verbs)
}

pub(super) fn classify_verb(words: &mut Words, forms: &Forms) {
    words.lexicon.classify(&forms.base, class::VERB_BASE);
    words.lexicon.classify(&forms.third, class::VERB_THIRD);
    words.lexicon.classify(&forms.past, class::VERB_PAST);
    words.lexicon.classify(&forms.participle, class::VERB_PARTICIPLE);
    words.lexicon.classify(&forms.gerund, class::VERB_GERUND);
}

pub(super) fn load_cues(words: &mut Words, source: Tables<'_, '_>) -> Result<(), TableError> {
    each(source, "cues", |place, row: CueRow| {
        let at = place.index(words.cues.len())?;
        let forms: Vec<&str> = values(&row.forms).collect();
        let (Some(third), Some(gerund)) = (forms.first(), forms.last()) else {
            return Err(place.fault("a cue needs its forms: third person, past, participle, -ing"));
        };
        let mut add = |word: &str, form: CueForm, grammar: Classes| {
            words.lexicon.classify(word, class::CUE.with(grammar));
            words.lexicon.phrase(word, Case::Any, Entry::Cue(at, form));
        };
        add(&row.base, CueForm::Base, class::VERB_BASE);
        add(third, CueForm::Third, class::VERB_THIRD);
        add(gerund, CueForm::Gerund, class::VERB_GERUND);
        if let Some(past) = forms.get(1).filter(|_| forms.len() > 2) {
            add(past, CueForm::Past, class::VERB_PAST);
        }
        if let Some(participle) = forms.get(2).filter(|_| forms.len() > 3) {
            add(participle, CueForm::Participle, class::VERB_PARTICIPLE);
        }
        let sort = place.word("sort of cue", &row.sort)?;
        let puts = place.word("modality", &row.puts)?;
        let phrase = match row.object.as_str() {
            "phrase" => true,
            "clause" => false,
            other => return Err(place.fault(format!("`{other}` is neither clause nor phrase"))),
        };
        words.cues.push(CueVerb { base: row.base, sort, puts, phrase });
        Ok(())
    })
}
