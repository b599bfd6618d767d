# Questions that must be answered before the work goes on.
unsaved-title = Save the changes to { $name }?
unsaved-discard = Don’t save
changed-title = { $file } was changed by someone else since it was opened
changed-theirs = What they changed:
changed-taken = What else they changed, and merging takes:
changed-no-collision = Nothing collides with what you changed: merging keeps both
changed-collisions = { $count ->
        [one] One thing both of you changed: whose word counts?
       *[other] { $count } things both of you changed: whose word counts?
    }
changed-all-ours = All mine
changed-all-theirs = All theirs
changed-ours = Mine
changed-their = Theirs
changed-was = was { $value }
changed-merge-save = Merge and save
changed-merge = Merge
changed-merged = Merged: { $count } of their changes are in the draft
changed-not-read = What is there now can’t be read: { $why }
changed-backup = Replacing keeps what is there as { $backup } until the next save
changed-replace = Replace it
changed-save-as = Save as…
file-comments = The file has comments (the first on line { $line }); saving drops them and keeps them in the .bak beside it until the next save
path-open-title = Open a file
path-export-title = Export the leads
path-picture-title = Save the picture
path-save-title = Save the model
path-label = Path
path-nowhere = There is no file of this name
path-nowhere-of-several = There is no file { $path }
path-import-title = Files to import
path-several = A file, a folder with files, or several of them: a line each (Shift+Enter), or as a terminal pastes them
path-files = { $count ->
        [one] 1 file comes in
       *[other] { $count } files come in
    }
path-open-files = Open { $count } files
path-missing = Type the path of a file
path-replaces = A file of that name exists; saving replaces it
path-replace = Replace
dialog-open-model = Open a model
dialog-save-model = Save the model
dialog-open-library = Open leads
dialog-import-leads = Leads to import
files-models = Models
files-libraries = Lead libraries
files-tables = Tables
import-under-way = An import is under way; wait for its end, or stop it in the menu of the leads
import-into-sample = The sample leads stay as they are; name another library
