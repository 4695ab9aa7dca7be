//! The model file: what `cargo xtask train` writes and the tagger works with.
//!
//! `attache-tagger`, a format number, the SHA-256 of what follows, then the parts in the encoding of
//! `postcard`. Sorted keys are stored as differences. The file holds hashes and weights, no words.

use serde::{Deserialize, Serialize};

use attache_core::digest::Digest;

use super::{
    about::About,
    columns::Aids,
    confidence::Calibration,
    hints::{Hint, Hints},
    keys::TEMPLATES,
    label::LABELS,
    lattice::{self, Pairs},
    linking::Linker,
    part_of_speech::{MOST_TAGS, PartsOfSpeech},
    table::Table,
    tag_weights::TagWeights,
};

/// How every model file begins.
pub const MAGIC: &[u8] = b"attache-tagger\n";

/// The format that this program reads. It changes with the templates and the columns.
pub const FORMAT: u16 = 1;

/// Why a model file is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It is another sort of file.
    #[error("this is no model of the tagger: it does not begin with \"attache-tagger\"")]
    NoModel,
    /// It is of another format.
    #[error(
        "the model has format {found}, this program reads format {FORMAT}: train it anew or take the one that is built in"
    )]
    Format {
        /// The number in the file.
        found: u16,
    },
    /// It ends too early.
    #[error("the model file is cut off after {length} bytes")]
    CutOff {
        /// How long it is.
        length: usize,
    },
    /// Its bytes are not those that were written.
    #[error("the model file is damaged: its checksum does not hold")]
    Checksum,
    /// A part of it cannot be what it should be.
    #[error("the model file cannot be used: {0}")]
    Part(&'static str),
}

/// A model ready for use.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// What it says of itself.
    pub about: About,
    /// Parts of speech and hints.
    pub aids: Aids,
    /// The weights of features.
    pub table: Table,
    /// The weights of pairs of labels, impossible ones ruled out.
    pub pairs: Pairs,
    /// What is added where a cue begins: more finds more and errs more.
    pub cue_bias: f32,
    /// The linker.
    pub linker: Linker,
    /// From scores to probabilities.
    pub calibration: Calibration,
}

/// The parts of a model as training hands them over and as the file holds them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Parts {
    /// What it says of itself.
    pub about: About,
    /// Number of templates that it was trained with.
    pub templates: u32,
    /// Names of the tags of parts of speech.
    pub tags: Vec<String>,
    /// Words of one tag: differences of the sorted keys, and the tags.
    pub fixed: (Vec<u32>, Vec<u8>),
    /// Rows of parts of speech: differences of keys, how many weights each, tags and weights.
    pub tagging: (Vec<u32>, Vec<u8>, Vec<u8>, Vec<i8>),
    /// Hints: differences of keys, cue step times 16 plus source step.
    pub hints: (Vec<u32>, Vec<u8>),
    /// The field: differences of keys, and the weights of each key that are not zero (a bit for each
    /// label, then the bytes).
    pub field: (Vec<u32>, Vec<u8>, Vec<i8>),
    /// Pairs of labels.
    pub pairs: Pairs,
    /// What is added where a cue begins.
    pub cue_bias: f32,
    /// The linker: differences of keys, weights in 1/256.
    pub linker: (Vec<u32>, Vec<i16>),
    /// From scores to probabilities.
    pub calibration: Calibration,
}

/// The differences of sorted keys.
#[must_use]
pub fn differences(keys: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let mut before = 0u32;
    keys.into_iter()
        .map(|key| {
            let step = key.wrapping_sub(before);
            before = key;
            step
        })
        .collect()
}

fn sums(steps: &[u32]) -> impl Iterator<Item = u32> {
    steps.iter().scan(0u32, |sum, step| {
        *sum = sum.wrapping_add(*step);
        Some(*sum)
    })
}

impl Parts {
    /// The bytes of the model file.
    ///
    /// # Errors
    /// Where the parts cannot be encoded.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ModelError> {
        let body = postcard::to_stdvec(self).map_err(|_| ModelError::Part("it cannot be encoded"))?;
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT.to_le_bytes());
        bytes.extend(Digest::of_bytes(&body).as_bytes());
        bytes.extend(body);
        Ok(bytes)
    }

    /// The parts in the bytes of a model file.
    ///
    /// # Errors
    /// Each variant of [`ModelError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NoModel)?;
        let cut = ModelError::CutOff { length: bytes.len() };
        let (format, rest) = rest.split_first_chunk::<2>().ok_or_else(|| cut.clone())?;
        let found = u16::from_le_bytes(*format);
        if found != FORMAT {
            return Err(ModelError::Format { found });
        }
        let (digest, body) = rest.split_first_chunk::<32>().ok_or(cut)?;
        if Digest::of_bytes(body).as_bytes() != digest {
            return Err(ModelError::Checksum);
        }
        postcard::from_bytes(body).map_err(|_| ModelError::Part("its parts cannot be decoded"))
    }
}

impl Model {
    /// The model in the bytes of a model file.
    ///
    /// # Errors
    /// Each variant of [`ModelError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Self::from_parts(&Parts::from_bytes(bytes)?)
    }

    /// The model that is built into the program.
    ///
    /// # Errors
    /// Where the program was built with a model that does not hold; a test keeps that from happening.
    pub fn built_in() -> Result<Self, ModelError> {
        Self::from_bytes(include_bytes!("../../models/tagger.bin"))
    }

    /// The model that some parts make.
    ///
    /// # Errors
    /// [`ModelError::Part`] where they do not fit together.
    pub fn from_parts(parts: &Parts) -> Result<Self, ModelError> {
        if usize::try_from(parts.templates).ok() != Some(TEMPLATES.len()) {
            return Err(ModelError::Part("it was trained with other features"));
        }
        let parts_of_speech = parts_of_speech(parts)?;
        let hints: Hints = sums(&parts.hints.0)
            .zip(&parts.hints.1)
            .map(|(word, byte)| (word, Hint { cue: byte >> 4, source: byte & 15 }))
            .collect();
        let keys: Vec<u32> = sums(&parts.field.0).collect();
        let table = Table::new(keys, &rows(parts)?);
        Ok(Self {
            about: parts.about.clone(),
            aids: Aids { parts: parts_of_speech, hints },
            table: table.ok_or(ModelError::Part("its features are not in order"))?,
            pairs: lattice::allowed(parts.pairs),
            cue_bias: parts.cue_bias,
            linker: Linker(
                sums(&parts.linker.0).zip(parts.linker.1.iter().map(|w| f32::from(*w) / 256.0)).collect(),
            ),
            calibration: parts.calibration,
        })
    }
}

fn rows(parts: &Parts) -> Result<Vec<[i8; LABELS]>, ModelError> {
    let (keys, masks, weights) = &parts.field;
    if keys.len() != masks.len() {
        return Err(ModelError::Part("its weights do not belong to its features"));
    }
    let mut weights = weights.iter();
    masks
        .iter()
        .map(|mask| {
            let mut row = [0i8; LABELS];
            for (label, slot) in row.iter_mut().enumerate() {
                if mask >> label & 1 == 1 {
                    *slot = *weights.next().ok_or(ModelError::Part("weights of its features are missing"))?;
                }
            }
            Ok(row)
        })
        .collect()
}

fn parts_of_speech(parts: &Parts) -> Result<PartsOfSpeech, ModelError> {
    if parts.tags.len() > MOST_TAGS {
        return Err(ModelError::Part("it has too many parts of speech"));
    }
    let (keys, counts, tags, weights) = &parts.tagging;
    let weights = TagWeights::new(sums(keys).collect(), counts, tags.clone(), weights.clone());
    Ok(PartsOfSpeech {
        tags: parts.tags.clone(),
        fixed: sums(&parts.fixed.0).zip(parts.fixed.1.iter().copied()).collect(),
        weights: weights.ok_or(ModelError::Part("the weights of its parts of speech do not fit together"))?,
    })
}

#[cfg(test)]
mod tests {
    use super::{MAGIC, Model, ModelError, Parts, TEMPLATES};

    fn parts() -> Parts {
        Parts {
            templates: u32::try_from(TEMPLATES.len()).unwrap(),
            tags: vec!["VB".into(), "NN".into()],
            field: (vec![5, 7], vec![0b11, 0b100], vec![1, 2, 3]),
            ..Parts::default()
        }
    }

    #[test]
    fn a_model_comes_back_from_its_bytes() {
        let bytes = parts().to_bytes().unwrap();
        assert_eq!(Parts::from_bytes(&bytes).unwrap(), parts());
        assert!(Model::from_bytes(&bytes).is_ok());
    }

    #[test]
    fn wrong_and_cut_off_files_are_refused_with_the_reason() {
        let bytes = parts().to_bytes().unwrap();
        let error = |bytes: &[u8]| Model::from_bytes(bytes).err().unwrap();
        assert_eq!(error(b"%PDF-1.7"), ModelError::NoModel);
        assert_eq!(error(&bytes[..MAGIC.len() + 1]), ModelError::CutOff { length: MAGIC.len() + 1 });
        assert_eq!(error(&bytes[..bytes.len() - 1]), ModelError::Checksum);
        let mut other = bytes.clone();
        other[MAGIC.len()] = 9;
        assert_eq!(error(&other), ModelError::Format { found: 9 });
        let mut flipped = bytes;
        *flipped.last_mut().unwrap() ^= 1;
        assert_eq!(error(&flipped), ModelError::Checksum);
        let short = Parts { field: (vec![5], vec![0b111], vec![1]), ..parts() };
        assert!(matches!(error(&short.to_bytes().unwrap()), ModelError::Part(_)));
        let features = Parts { templates: 3, ..parts() };
        assert!(matches!(error(&features.to_bytes().unwrap()), ModelError::Part(_)));
    }

    #[test]
    fn the_model_that_is_built_in_can_be_used() {
        let model = Model::built_in().unwrap();
        assert!(!model.about.corpora.is_empty());
    }
}
