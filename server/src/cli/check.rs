//! `sanad check`.

use crate::config::Data;
use anyhow::bail;
use clap::Args;
use service::Error;
use std::path::Path;

/// Look the whole library through, without changing it.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    data: Data,
}

impl Check {
    /// Prints each point with what is wrong with it.
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let library = self.data.file();
        super::backup::must_exist(&library)?;
        check(&library).await
    }
}

/// Prints each point with "ok" or what is wrong; fails when anything is.
pub(super) async fn check(library: &Path) -> anyhow::Result<()> {
    let checked = match service::check(library).await {
        Err(Error::Store(store::Error::InUse)) => bail!("a backup is being restored into the folder of this library"),
        Err(Error::Store(store::Error::Newer { .. })) => bail!("the library was made by a newer version of sanad"),
        other => other?,
    };
    let mut bad = 0;
    for point in checked {
        match point.wrong.as_slice() {
            [] => println!("{}: ok", point.what),
            [one] => println!("{}: WRONG: {one}", point.what),
            many => {
                println!("{}: WRONG:", point.what);
                for one in many {
                    println!("  {one}");
                }
            }
        }
        bad += usize::from(!point.wrong.is_empty());
    }
    if bad > 0 {
        bail!("{} is not as it should be (points that are wrong: {bad})", library.display());
    }
    Ok(())
}
