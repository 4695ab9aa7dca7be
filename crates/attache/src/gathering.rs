//! From paths to articles: which files are meant, and what is in them.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use attache_core::article::{Article, Form};
use attache_text::{
    reading::{Given, Note, take_in},
    words::Words,
};

/// Most bytes that are taken from one file or from standard input.
const MOST_BYTES: u64 = 64 << 20;
/// The path that means standard input.
pub(crate) const INPUT: &str = "-";

/// A file that could not be read, in words for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// Which.
    pub(crate) path: PathBuf,
    /// Why.
    pub(crate) why: String,
}

impl Unreadable {
    fn new(path: &Path, why: &std::io::Error) -> Self {
        let why = match why.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
            std::io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
            _ => why.to_string(),
        };
        Self { path: path.to_owned(), why }
    }
}

/// The files that some paths mean.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// Files to read, in order of the paths given, within folders by name.
    pub(crate) files: Vec<PathBuf>,
    /// How many files in folders were left out because their ending is that of no article.
    pub(crate) left_out: usize,
    /// What could not be looked into.
    pub(crate) unreadable: Vec<Unreadable>,
}

/// Finds the files: a file that is named is taken whatever its ending; in folders (and folders within)
/// those that end as articles do. Hidden files and links that lead round in circles are left out.
pub(crate) fn gather(paths: &[PathBuf]) -> Gathered {
    let mut gathered = Gathered::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => walk(path, &mut gathered),
            Ok(_) => gathered.files.push(path.clone()),
            Err(why) => gathered.unreadable.push(Unreadable::new(path, &why)),
        }
    }
    gathered
}

fn walk(folder: &Path, gathered: &mut Gathered) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(why) => return gathered.unreadable.push(Unreadable::new(folder, &why)),
    };
    let mut found: Vec<_> = entries.filter_map(Result::ok).collect();
    found.sort_by_key(fs::DirEntry::file_name);
    for entry in found {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&path, gathered),
            // A link to a folder is not followed: it may lead back here.
            Ok(_) if path.is_file() && form_of(&path).is_some() => gathered.files.push(path),
            Ok(_) if path.is_dir() => {}
            Ok(_) if form_of(&path).is_some() => {
                gathered.unreadable.push(Unreadable { path, why: "it is no ordinary file".to_owned() })
            }
            Ok(_) => gathered.left_out = gathered.left_out.saturating_add(1),
            Err(why) => gathered.unreadable.push(Unreadable::new(&path, &why)),
        }
    }
}

/// The form that a file's ending tells.
pub(crate) fn form_of(path: &Path) -> Option<Form> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "txt" | "text" => Some(Form::Plain),
        "md" | "markdown" => Some(Form::Markdown),
        "html" | "htm" | "xhtml" => Some(Form::Html),
        _ => None,
    }
}

/// Reads a file, or standard input for `-`, as an article. What the operator says of it wins over what its
/// ending tells.
pub(crate) fn article(path: &Path, given: &Given, words: &Words) -> Result<(Article, Vec<Note>), Unreadable> {
    if path == Path::new(INPUT) {
        let input = limited(std::io::stdin().lock());
        let bytes = input.map_err(|why| Unreadable::new(Path::new("standard input"), &why))?;
        return Ok(take_in(&bytes, given, words));
    }
    let file = fs::File::open(path).map_err(|why| Unreadable::new(path, &why))?;
    if file.metadata().is_ok_and(|found| found.is_dir()) {
        return Err(Unreadable { path: path.to_owned(), why: "it is a folder".to_owned() });
    }
    let bytes = limited(file).map_err(|why| Unreadable::new(path, &why))?;
    let given = Given { form: given.form.or_else(|| form_of(path)), ..given.clone() };
    Ok(take_in(&bytes, &given, words))
}

/// What taking in a file weighs in memory, in bytes of it. Standard input weighs as much as it may.
pub(crate) fn weight(path: &Path) -> u64 {
    if path == Path::new(INPUT) {
        return MOST_BYTES;
    }
    fs::metadata(path)
        .map_or(0, |found| if found.is_file() { found.len().min(MOST_BYTES) } else { MOST_BYTES })
}

fn limited(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more than is taken, so that the reader can tell that something was cut off.
    from.take(MOST_BYTES.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
