//! The closed word lists of a chain. They are written in tables, forms and files as the
//! `snake_case` words here, so that one spelling serves all of them.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            /// Every word of the list, in the order a form should offer them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word as it is stored and exchanged.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// Reads the stored word; nothing for a word that is not in the list.
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// How a mention had the words it prints.
    Basis {
        /// The writer was there and heard it.
        Heard = "heard",
        /// The outlet's own interview.
        Interview = "interview",
        /// A sound or video recording.
        Recording = "recording",
        /// A published transcript.
        Transcript = "transcript",
        /// A statement released by the speaker's office.
        OfficialRelease = "official_release",
        /// The speaker's own post.
        OwnPost = "own_post",
        /// Wire copy.
        Wire = "wire",
        /// Another outlet's report.
        Outlet = "outlet",
        /// Somebody else's post.
        Social = "social",
        /// Nobody says how the words came here.
        Unknown = "unknown",
    }
}

impl Basis {
    /// Whether the words came straight from the utterance rather than from another mention.
    pub const fn is_first_hand(self) -> bool {
        self.is_primary() || matches!(self, Self::Heard | Self::Interview)
    }

    /// Whether the basis is a record that others can check: recording, transcript, official
    /// release or the speaker's own post.
    pub const fn is_primary(self) -> bool {
        matches!(self, Self::Recording | Self::Transcript | Self::OfficialRelease | Self::OwnPost)
    }
}

words! {
    /// What a mention did with the words of its upstream.
    HopKind {
        /// Repeats them as they stood.
        Quotes = "quotes",
        /// Renders them in another language.
        Translates = "translates",
        /// Says them in other words.
        Paraphrases = "paraphrases",
        /// Carries the upstream's copy.
        Syndicates = "syndicates",
        /// Shortens them.
        Summarises = "summarises",
    }
}

words! {
    /// How sure it is that a mention took its words from the upstream named.
    HopState {
        /// The text says so.
        Asserted = "asserted",
        /// An editor compared both ends and kept the evidence.
        Verified = "verified",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_and_agree_with_serde() {
        for basis in Basis::ALL {
            assert_eq!(Basis::parse(basis.as_str()), Some(*basis));
            assert_eq!(serde_json::to_string(basis).unwrap(), format!("\"{basis}\""));
        }
        for kind in HopKind::ALL {
            assert_eq!(HopKind::parse(kind.as_str()), Some(*kind));
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{kind}\""));
        }
        for state in HopState::ALL {
            assert_eq!(HopState::parse(state.as_str()), Some(*state));
            assert_eq!(serde_json::to_string(state).unwrap(), format!("\"{state}\""));
        }
        assert_eq!(Basis::parse("Heard"), None);
        assert_eq!(HopKind::parse(""), None);
    }

    #[test]
    fn six_are_first_hand_and_four_of_them_primary() {
        let first: Vec<_> = Basis::ALL.iter().filter(|b| b.is_first_hand()).collect();
        let primary: Vec<_> = Basis::ALL.iter().filter(|b| b.is_primary()).collect();
        assert_eq!(first, Basis::ALL[..6].iter().collect::<Vec<_>>(), "the first six of the list");
        assert_eq!(primary, Basis::ALL[2..6].iter().collect::<Vec<_>>());
    }
}
