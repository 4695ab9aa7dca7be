//! A question as a sentence.

use attache_core::{
    article::Article,
    proposition::{group, telling::Telling},
};
use attache_text::{reading, words::Words};

/// What a sentence says, read as a sentence of an article is: by its first claim that can be weighed. `None` where
/// there is no such claim.
pub(crate) fn sentence(typed: &str, words: &Words) -> Option<Telling> {
    let article = Article::plain(closed(typed));
    let tellings = reading::read(&article, words).drafts.into_iter().map(|draft| Telling::of(&draft));
    tellings.into_iter().find(|telling| !group::asked(telling).is_empty())
}

/// As a sentence: nobody types a full stop behind a question on the command line.
fn closed(typed: &str) -> String {
    let words = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = words.trim_end_matches(['.', '?', '!', ' ']);
    format!("{bare}.\n")
}

#[cfg(test)]
mod tests {
    use attache_text::words::Words;

    use super::sentence;

    #[test]
    fn a_sentence_with_or_without_a_full_stop_is_read() {
        let words = Words::built_in().unwrap();
        for typed in ["North Korean troops are in Russia", "North Korean troops are in Russia.", "north"] {
            let read = sentence(typed, &words);
            assert_eq!(read.is_some(), typed.len() > 10, "{typed}");
        }
        let read = sentence("Iran has supplied drones to Russia?", &words).unwrap();
        assert_eq!(read.forms[0].to_string(), "drones from Iran to Russia");
    }
}
