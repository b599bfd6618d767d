//! The command line: one file a subcommand, each a thin wrapper over the rooms below.
