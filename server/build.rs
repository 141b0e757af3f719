//! Takes the site's files (islands, styles, pictures) into the binary: one file to deploy. `make run` and `make test`
//! build them first; a plain `cargo check` goes on with an empty folder.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

fn main() {
    let site = Path::new("../target/site");
    fs::create_dir_all(site).expect("target/site can be made");
    println!("cargo::rerun-if-changed=../target/site");
    // The folder's name changes with its content, so that browsers may keep the files for ever.
    let mut files: Vec<PathBuf> =
        fs::read_dir(site).expect("target/site can be read").filter_map(|e| Some(e.ok()?.path())).collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files.iter().filter(|f| f.is_file()) {
        file.file_name().hash(&mut hasher);
        fs::read(file).unwrap_or_default().hash(&mut hasher);
    }
    println!("cargo::rustc-env=SANAD_SITE_HASH={:016x}", hasher.finish());
    memory_serve::load_directory("../target/site");
}
