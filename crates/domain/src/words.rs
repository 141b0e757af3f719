//! Closed lists of words: one table gives the type, its spelling in files and tables, and its order in forms.

/// Makes an enumeration whose variants are written as fixed words.
macro_rules! word_list {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            /// Every word of the list, in the order in which forms offer them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word as it is stored and exchanged.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// Reads the stored word; `None` for a word that is not in the list.
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// Reads the word that a form sent; nothing chosen gives `None`.
            ///
            /// # Errors
            /// [`Reason::UnknownChoice`](crate::Reason::UnknownChoice) for a word that the form never offered.
            pub fn from_form(field: &str, word: &str) -> Result<Option<Self>, crate::Invalid> {
                match word.trim() {
                    "" => Ok(None),
                    word => Self::parse(word).map(Some).ok_or_else(|| {
                        crate::Invalid::new(field, crate::Reason::UnknownChoice(crate::text::clip(word, 40)))
                    }),
                }
            }
        }
    };
}
pub(crate) use word_list;
