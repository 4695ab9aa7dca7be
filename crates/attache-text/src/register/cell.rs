//! What stands in a cell: numbers, years and marks.

use super::{Estimated, Years};

/// A number or a year stands between brackets, or has a question mark, where the register is not sure.
fn unmarked(text: &str) -> (&str, bool) {
    let bare = text.trim_matches(['(', ')', '?', '~', ' ']);
    (bare, bare.len() < text.trim().len())
}

/// How many; none where nothing stands there.
pub(super) fn number(text: &str, estimate: bool) -> Result<Option<Estimated<f64>>, String> {
    let (bare, marked) = unmarked(text);
    if bare.is_empty() || bare == "." || bare == "-" {
        return Ok(None);
    }
    let digits: String = bare.chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}')).collect();
    let value: f64 = digits.parse().map_err(|_| format!("`{}` is no number", shown(text)))?;
    if !(value.is_finite() && value >= 0.0) {
        return Err(format!("`{}` cannot be a number of weapons", shown(text)));
    }
    Ok(Some(Estimated { text: text.trim().to_owned(), value, estimate: estimate || marked }))
}

/// One year or several ("2022", "2021-2023", "2020; 2022"); none where nothing stands there.
pub(super) fn years(text: &str, estimate: bool) -> Result<Option<Estimated<Years>>, String> {
    let mut found: Option<Years> = None;
    let mut marked = false;
    for part in text.split([';', ',', '-', '–', '/']) {
        let (bare, doubtful) = unmarked(part);
        marked |= doubtful;
        if bare.is_empty() || bare == "." {
            continue;
        }
        let year: i16 = bare.parse().map_err(|_| format!("`{}` is no year", shown(text)))?;
        if !(1900..=2100).contains(&year) {
            return Err(format!("{year} is no year of a register of arms"));
        }
        let before = found.unwrap_or(Years { first: year, last: year });
        found = Some(Years { first: before.first.min(year), last: before.last.max(year) });
    }
    let estimated = |value| Estimated { text: text.trim().to_owned(), value, estimate: estimate || marked };
    Ok(found.map(estimated))
}

/// Whether a cell marks an estimate.
pub(super) fn mark(text: &str) -> Result<bool, String> {
    match text.trim().to_lowercase().as_str() {
        "" | "no" | "false" | "0" | "n" => Ok(false),
        "?" | "yes" | "true" | "1" | "y" | "*" => Ok(true),
        _ => Err(format!("`{}` is no mark of an estimate (Yes, No, ?)", shown(text))),
    }
}

/// A cell in an error: its beginning.
fn shown(text: &str) -> String {
    let text = text.trim();
    let short: String = text.chars().take(40).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

#[cfg(test)]
mod tests {
    use super::{Years, mark, number, years};

    #[test]
    fn numbers_keep_their_marks() {
        let of = |text| number(text, false).unwrap().map(|found| (found.value, found.estimate));
        assert_eq!(of("1,200"), Some((1200.0, false)));
        assert_eq!(of("(50)"), Some((50.0, true)));
        assert_eq!(of("12?"), Some((12.0, true)));
        assert_eq!(of(" "), None);
        assert_eq!(number("8", true).unwrap().map(|found| found.estimate), Some(true));
        for bad in ["many", "1e999", "-3", "nan"] {
            assert!(number(bad, false).is_err(), "{bad}");
        }
    }

    #[test]
    fn years_are_one_or_a_range() {
        let of = |text| years(text, false).unwrap().map(|found| (found.value, found.estimate));
        assert_eq!(of("2023"), Some((Years { first: 2023, last: 2023 }, false)));
        assert_eq!(of("2021-2023"), Some((Years { first: 2021, last: 2023 }, false)));
        assert_eq!(of("(2019); 2022"), Some((Years { first: 2019, last: 2022 }, true)));
        assert_eq!(of(""), None);
        assert!(
            years("soon", false).is_err() && years("20234", false).is_err() && years("0012", false).is_err()
        );
        assert!(mark("?").unwrap() && !mark("No").unwrap() && mark("maybe").is_err());
    }
}
