# Another version beside the draft, and a file that someone else changed.
command-compare = Compare with another version…
command-compare-by-path = Compare with a version by path…
command-compare-saved = Compare with the last save
dialog-compare = A version to compare with
compare-with = Compare with { $name }
compare-on-disk = Compare with { $name } as it is on the disk
compare-saved = Compare with { $name } as last saved
compare-about = { $count ->
        [0] Nothing differs
        [one] 1 difference. The arrow takes the other version’s value; what is left stays as it is in the draft
       *[other] { $count } differences. The arrow takes the other version’s value; what is left stays as it is in the draft
    }
compare-close = Close
compare-take = Take it (Enter)
compare-take-all = Take all { $count }
compare-take-these = take all { $count }
compare-take-thing = Take all { $count }, { $name }
compare-take-name = Take, { $sentence }
compare-same = No difference
compare-same-about = The draft and { $name } say the same.
compare-show = Show
compare-everything = Everything
compare-criteria = Criteria
compare-categories = Categories
compare-bands = Bands
compare-bands-of = { $axis } bands
compare-matrix = Matrix
compare-cells = Cells of the matrix
compare-routes = Routes
compare-settings = Settings
compare-log = Agreement
compare-what = Difference
compare-draft = Draft
compare-nothing = nothing
compare-hidden = hidden until both teams are in
compare-added = Added
compare-removed = Removed
compare-moved = Place
compare-name = Name
compare-points = Points
compare-tier = Tier
compare-rule = Rule
compare-enabled = On or off
compare-disqualifies = Disqualifies
compare-qualified = Qualified
compare-blind = Blind proposals
compare-route = Route
on-disk-changed = { $file } was changed by someone else while you edit it
on-disk-missing = { $file } is no longer there; your work is kept, and saving puts it back
on-disk-unreadable = The file can’t be read any more; your work is kept. { $why }
on-disk-keep = Keep working
on-disk-merge = Merge…
on-disk-look = Look
on-disk-reloaded = { $file } was changed by someone else and is shown as it is now. { $what }
on-disk-changes = { $count } changes
