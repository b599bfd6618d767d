# Unsaved work, saves that fail, a second window on one file.
work-title = { $count ->
    [one] Work that was not saved
   *[other] Work in { $count } windows that was not saved
}
work-about = Tandem ended without saving. What you did until then was kept
work-no-file = never saved to a file
work-just-now = just now
work-changes = { $when }: { $count ->
    [one] one change that was not saved
   *[other] { $count } changes that were not saved
}
work-show-all = Show all { $count }
work-file-changed = The file has been changed by someone else since; saving will ask about it:
work-file-gone = The file is no longer there; saving makes it again
work-file-not-read = The file can’t be read now: { $why }
work-take-up = Take up
work-take-up-of = Take up { $name }
work-discard = Discard
work-discard-of = Discard { $name }
work-discarded = Discarded; for 30 days it is kept in { $path }
work-later = Later
work-waits = { $count ->
    [one] Work on { $name } was not saved
   *[other] Work in { $count } windows was not saved
}
work-look = Look at it
journal-failed = Unsaved work can’t be kept for the case of a crash: { $why }. It is tried again; save often until then
journal-recovered = Unsaved work is kept again for the case of a crash
not-saved-title = Not saved
not-saved-kept = Nothing is lost: your work is still open here, and kept in case the window ends
not-saved-here = Your work is still open here
not-saved-again = Try again
not-saved-elsewhere = Save elsewhere…
saved-again = Saved to { $path }; the file was no longer there, so it was made again
elsewhere-title = { $file } is open in another window
elsewhere-since = It was opened there { $since }
elsewhere-about = Changes there and here will have to be merged when you save. A copy is a new model of its own
elsewhere-anyway = Open anyway
elsewhere-copy = Open a copy
elsewhere-notice = This model is also open in another window, opened there { $since }; changes there and here will have to be merged
elsewhere-notice-now = This model is also open in another window; changes there and here will have to be merged
