//! Why a passage got no answer.

use crate::transport::FetchError;

/// Why a passage got no answer; its text says it after a count ("2 too slow").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::Display)]
pub(crate) enum Failed {
    /// No connection, or it broke.
    #[strum(to_string = "without connection")]
    Unreachable,
    /// It took longer than it may.
    #[strum(to_string = "too slow")]
    TooSlow,
    /// The body is longer than it may be.
    #[strum(to_string = "too long")]
    TooLong,
    /// Some other HTTP status than success.
    #[strum(to_string = "with status {0}")]
    Status(u16),
    /// The body is no chat completion.
    #[strum(to_string = "no chat completion")]
    NoCompletion,
    /// There is no choice in the completion.
    #[strum(to_string = "without a choice")]
    NoChoice,
    /// The model refused.
    #[strum(to_string = "refused by the model")]
    Refused,
    /// The model called a tool, and there is none.
    #[strum(to_string = "a call of a tool")]
    CalledTool,
    /// The answer was cut off at the most tokens that it may have.
    #[strum(to_string = "cut off")]
    CutOff,
    /// The model answered something else than was asked for.
    #[strum(to_string = "of another form")]
    OtherForm,
}

impl From<&FetchError> for Failed {
    fn from(error: &FetchError) -> Self {
        match error {
            FetchError::TooSlow => Self::TooSlow,
            FetchError::TooLong { .. } => Self::TooLong,
            FetchError::Unprotected(_) | FetchError::Unreachable(_) | FetchError::Unusable(_) => {
                Self::Unreachable
            }
        }
    }
}
