//! Forms of English verbs: the irregular ones from the table, the others by rule.

/// The forms of one verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Forms {
    /// "send"
    pub(crate) base: String,
    /// "sends"
    pub(crate) third: String,
    /// "sent"
    pub(crate) past: String,
    /// "sent"
    pub(crate) participle: String,
    /// "sending"
    pub(crate) gerund: String,
}

impl Forms {
    /// All forms of a verb; an empty past is made by rule, an empty participle is the past.
    #[must_use]
    pub(crate) fn of(base: &str, past: &str, participle: &str) -> Self {
        let past = if past.is_empty() { regular_past(base) } else { past.to_owned() };
        let participle = if participle.is_empty() { past.clone() } else { participle.to_owned() };
        Self { base: base.to_owned(), third: third_person(base), past, participle, gerund: gerund(base) }
    }

    /// Every form once.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        [&self.base, &self.third, &self.past, &self.participle, &self.gerund].into_iter().map(String::as_str)
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn stem_without(base: &str, end: char) -> Option<&str> {
    base.strip_suffix(end)
}

fn consonant_y(base: &str) -> Option<&str> {
    let stem = stem_without(base, 'y')?;
    stem.chars().last().filter(|c| !is_vowel(*c)).map(|_| stem)
}

/// One short vowel and one consonant at the end of a word of one syllable: the consonant is doubled.
fn doubles(base: &str) -> bool {
    let mut ends = base.chars().rev();
    let (Some(last), Some(vowel), Some(before)) = (ends.next(), ends.next(), ends.next()) else {
        return false;
    };
    let one_syllable = base.chars().filter(|c| is_vowel(*c)).count() == 1;
    let stressed_end = ["commit", "transfer", "refer", "permit", "occur", "admit"].contains(&base);
    !is_vowel(last)
        && !matches!(last, 'w' | 'x' | 'y')
        && is_vowel(vowel)
        && !is_vowel(before)
        && (one_syllable || stressed_end)
}

fn third_person(base: &str) -> String {
    if let Some(stem) = consonant_y(base) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "sh", "ch", "x", "z", "o"].iter().any(|end| base.ends_with(end));
    match base {
        "be" => "is".to_owned(),
        "have" => "has".to_owned(),
        _ if hisses => format!("{base}es"),
        _ => format!("{base}s"),
    }
}

fn regular_past(base: &str) -> String {
    if base.ends_with('e') {
        return format!("{base}d");
    }
    if let Some(stem) = consonant_y(base) {
        return format!("{stem}ied");
    }
    match base.chars().last() {
        Some(last) if doubles(base) => format!("{base}{last}ed"),
        _ => format!("{base}ed"),
    }
}

fn gerund(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    if base.ends_with("ee") || base == "be" {
        return format!("{base}ing");
    }
    match stem_without(base, 'e') {
        Some(stem) => format!("{stem}ing"),
        None => match base.chars().last() {
            Some(last) if doubles(base) => format!("{base}{last}ing"),
            _ => format!("{base}ing"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::Forms;

    #[test]
    fn regular_forms_follow_spelling() {
        let forms =
            |base: &str| Forms::of(base, "", "").all().map(str::to_owned).collect::<Vec<_>>().join(" ");
        assert_eq!(forms("supply"), "supply supplies supplied supplied supplying");
        assert_eq!(forms("ship"), "ship ships shipped shipped shipping");
        assert_eq!(forms("deploy"), "deploy deploys deployed deployed deploying");
        assert_eq!(forms("agree"), "agree agrees agreed agreed agreeing");
        assert_eq!(forms("transfer"), "transfer transfers transferred transferred transferring");
        assert_eq!(forms("dispatch"), "dispatch dispatches dispatched dispatched dispatching");
        assert_eq!(forms("visit"), "visit visits visited visited visiting");
        assert_eq!(Forms::of("send", "sent", "").participle, "sent");
    }
}
