# The page “Library”: the fields of the leads, their values, and changing them.

library-title = Library: { $name }
library-subtitle = What is known of the leads, field by field. Fields can be renamed, read as another type, merged and deleted, and every change can be undone
library-last-import = Last import
library-noted = { $count ->
    [one] 1 note
   *[other] { $count } notes
}
library-import-more = Import more…
library-reading = Counting what is in the leads
library-empty = No leads are open
library-empty-text = With leads, this page shows what is known of them: each field with its type, how many leads have it, and its values. Fields can be renamed, cleaned up and deleted here.
library-accounts = Accounts
library-won = Won
library-lost = Lost
library-open = Open
library-span = Days
library-span-days = { $first } to { $last }
library-as-of = As of
library-show = Show
library-fields = Fields
library-fields-count = Fields { $count }
library-events = Events
library-events-count = Kinds of event { $count }
library-search = Search field
library-search-events = Search kind of event
library-nothing = No field matches
library-nothing-text = Nothing is called so.
library-show-all = Show all fields
library-no-fields = The leads have no fields
library-no-fields-text = All that is known of them is their keys and what they did. Import a file with more columns to say who they are.
library-column-name = Field
library-column-type = Type
library-column-filled = Filled
library-column-distinct = Values
library-column-values = Most common values
library-column-used = Used by
library-column-kind = Kind of event
library-column-events = Events
library-column-leads = Leads
library-column-first = First
library-column-last = Last
library-used = { $count } { $count ->
    [one] criterion
   *[other] criteria
}
library-row = { $name }, { $type }, { $filled } filled, { $distinct } { $number ->
    [one] value
   *[other] values
}
library-event-row = { $kind }, { $events } { $number ->
    [one] event
   *[other] events
}, { $leads } leads
library-hover-filled = { $filled } of { $leads } leads have a value
library-foot = { $count } { $number ->
    [one] field
   *[other] fields
}
library-foot-marked = { $count } { $number ->
    [one] field
   *[other] fields
}, { $marked } of little use
library-events-foot = { $count } { $number ->
    [one] kind
   *[other] kinds
} of { $events } events
library-type-text = Text
library-type-number = Number
library-type-yes-no = Yes/no
library-type-date = Date
library-yes = Yes
library-no = No
library-mark-empty = empty
library-mark-hardly = hardly filled
library-mark-one = one value
library-mark-empty-about = no lead has a value
library-mark-hardly-about = less than 5 % of the leads have a value, so it tells little of the others
library-mark-one-about = all have the same value, so no rule can tell leads apart by it
library-under-one = under 1 %
library-over-99 = > 99 %
library-range = { $least } to { $most }
library-range-median = { $least } to { $most }, median { $median }
library-all-different = all different: { $example }, …
library-list-and = { $first } and { $last }
library-and-more = { $named } and { $count } more
library-more = and { $count } more
library-quarter = Q{ $quarter } { $year }
library-step-below = below { $edge }
library-step-between = { $from } to under { $to }
library-step-from = { $from } and more

library-behind = { $count ->
    [one] The model says “{ $from }”, which is called “{ $to }” in these leads.
   *[other] The model calls { $count } fields as they were called before: “{ $from }” is “{ $to }” in these leads.
}
library-bring-up = Bring the model up to date
library-kept-names = { $told }. { $count ->
    [one] One field keeps the name that it has in the leads
   *[other] { $count } fields keep the names that they have in the leads
}
library-kept-values = { $told }. { $count ->
    [one] Rules on one field
   *[other] Rules on { $count } fields
} still say what values were merged into
library-brought-up = { $count ->
    [one] The model calls the field as the leads do
   *[other] The model calls { $count } fields as the leads do
}

# The chosen field.
library-filled = { $share } filled: { $filled } of { $leads } leads. { $distinct } { $number ->
    [one] value
   *[other] values
}
library-unused = Nothing in the model uses it.
library-used-by = Used by { $uses }:
library-used-only-by = Used by { $uses }.
library-use-criteria = { $count } { $count ->
    [one] criterion
   *[other] criteria
}
library-use-segments = { $count } { $count ->
    [one] segment
   *[other] segments
}
library-use-leads = { $count } { $count ->
    [one] test lead or persona
   *[other] test leads and personas
}
library-use-scenarios = { $count } { $count ->
    [one] scenario
   *[other] scenarios
}
library-go-to-criterion = Go to its rule
library-rename = Rename
library-rename-tip = Give the field another name (F2)
library-delete = Delete
library-delete-tip = Take the field out of the library (Del)
library-name-of = Name of { $field }
library-name-taken = There is a field “{ $name }” already; take another name.
library-name-missing = A field needs a name.
library-keep = Keep it as it is
library-retype-title = Read “{ $field }” as { $type ->
    [text] text
    [number] numbers
    [date] dates
   *[other] yes or no
}?
library-trying = Trying it on all leads…
library-retype-all = { $number ->
    [one] The one value reads
   *[other] All { $read } values read
} as { $type ->
    [text] text
    [number] { $number ->
        [one] a number
       *[other] numbers
    }
    [date] { $number ->
        [one] a date
       *[other] dates
    }
   *[other] yes or no
}.
library-retype-some = { $number ->
    [0] None of the values reads
    [one] One value reads
   *[other] { $read } values read
} as { $type ->
    [text] text
    [number] numbers
    [date] dates
   *[other] yes or no
}; { $lost } can’t and become missing: { $values }
library-retype-against = { $count ->
    [one] One criterion asks
   *[other] { $count } criteria ask
} for it as another type and would find nothing: { $names }
library-retype-do = { $type ->
    [text] Read as text
    [number] Read as numbers
    [date] Read as dates
   *[other] Read as yes or no
}
library-delete-title = Delete “{ $field }”?
library-delete-nothing = No criterion asks for it.
library-delete-asked = { $count ->
    [one] One criterion asks for it and would find
   *[other] { $count } criteria ask for it and would find
} nothing: { $names }
library-delete-segments = { $count ->
    [one] A test of a segment is
   *[other] Tests of { $count } segments are
} told by it and would find no leads.
library-delete-about = { $number ->
    [one] One value goes
   *[other] { $values } values go
} with it. Undo brings them back until they are removed for good.
library-delete-do = Delete field
library-search-values = Search value
library-values-of = Values of { $field }
library-scroll-values = Scroll the values
library-value = Value
library-win-rate = Win rate
library-value-row = { $value }, { $leads } { $number ->
    [one] lead
   *[other] leads
}
library-hover-value = { $value }: { $leads } leads, { $share }
library-hover-ended = { $won } won, { $lost } lost
library-hover-above = Won more often than all leads ({ $base }): with 95 % confidence { $least } to { $most } %
library-hover-below = Won less often than all leads ({ $base }): with 95 % confidence { $least } to { $most } %
library-hover-alike = May be won as often as all leads ({ $base }): with 95 % confidence { $least } to { $most } %
library-hover-few = Too few have ended to hold them against all leads ({ $base }): with 95 % confidence { $least } to { $most } %
library-rate-of = of { $count }
library-rate-above = { $rate } won, more often than all
library-rate-below = { $rate } won, less often than all
library-rate-alike = { $rate } won
library-rate-few = { $rate } of { $count } won
library-no-values-found = No value holds “{ $search }”.
library-show-values = Show all values
library-no-value = No value
library-unlisted = The { $most } most common; { $more } more
library-alike = { $count ->
    [one] One group of spellings looks like the same thing
   *[other] { $count } groups of spellings look like the same thing
}
library-merge = Merge
library-merge-ask = Merge…
library-spellings-all = { $count ->
    [one] Merge the one that differs only by capitals or blanks…
   *[other] Merge the { $count } that differ only by capitals or blanks…
}
library-spellings-tip = Show them, and what it would do, before they are merged in one step
library-spellings-title = { $count ->
    [one] Merge one group of spellings?
   *[other] Merge { $count } groups of spellings?
}
library-spellings-about = { $values } values that differ only by capitals or blanks become { $groups }, each the most common spelling of its group. { $leads } { $number ->
    [one] lead gets
   *[other] leads get
} another spelling.
library-spellings-do = { $count ->
    [one] Merge the group
   *[other] Merge { $count } groups
}
library-shifts-counting = Counting what criteria would match…
library-shifts-none = No criterion matches other leads than now.
library-shifts-none-told = No criterion matches other leads than before
library-shifts = { $count ->
    [one] One criterion matches other leads than now:
   *[other] { $count } criteria match other leads than now:
}
library-shift = { $name }: { $before } → { $after } { $number ->
    [one] lead
   *[other] leads
} ({ $moved })
library-merge-into = Make them all “{ $into }”
library-merge-group = Merge { $values }
library-ticked = { $count ->
    [one] One value of { $leads } leads changes to:
   *[other] { $count } values of { $leads } leads become one:
}
library-into = Merge into
library-change-to = Change to
library-change = Change
library-untick = Untick { $value }
library-ticked-more = and { $count } more
library-tick-none = Untick all
library-merge-follow = Say “{ $into }” in { $uses } too

# What is done, and taken back.
library-step-rename = Rename { $field } to { $to }
library-step-retype = { $field } as { $to }
library-step-merge = { $count ->
    [one] Change { $value } to { $into } in { $field }
   *[other] Merge { $count } values into { $into } in { $field }
}
library-step-merge-groups = Merge { $count ->
    [one] one group
   *[other] { $count } groups
} of spellings in { $field }
library-step-delete = Delete { $field }
library-done = Done: { $what }
library-done-lost = { $told }. { $lost } { $number ->
    [one] value
   *[other] values
} became missing
library-foretold = { $told }. { $shifts }
library-followed = { $told }; { $uses } in the model as well
library-written-elsewhere = Another program has written to the leads: they are read again
library-model-too = { $told }, in the model as well
library-model-stays = { $told }. The model was changed since, so its rules still say “{ $into }”
library-model-stays-groups = { $told }. The model was changed since, so its rules still say what { $count ->
    [one] the group
   *[other] { $count } groups
} became
library-aside = { $told }. The field that had come in as “{ $from }” is called “{ $to }” now
library-stay-merged = { $told }. { $leads } { $number ->
    [one] lead that came in since keeps
   *[other] leads that came in since keep
} “{ $into }”
library-stay-merged-groups = { $told }. { $leads } { $number ->
    [one] lead that came in since keeps
   *[other] leads that came in since keep
} what values were merged into
library-not-read-anew = The change is in the file, but the leads can’t be read anew, so what is shown is from before. { $why }
library-step-stays = { $why }. So nothing was changed, neither in the library nor in the model
library-step-passed = { $why }. Nothing was changed; undo and redo pass over this step of the library from now on
library-step-passed-model = { $why }. Nothing was changed; undo and redo pass over this step of the library from now on, and go through the model’s part of it alone
library-no-step = No change of this library is left that could be undone or done again
library-stopped = Stopped; the fields are as they were
library-under-way = A field is being changed; wait for its end, or stop it in the menu of the leads
library-busy = The leads are being read; try again when they are there
library-remove-tip = { $count ->
    [one] One column is retired but still in the file: remove it for good…
   *[other] { $count } columns are retired but still in the file: remove them for good…
}
library-remove-title = Remove old data for good?
library-remove-ask = Remove old data for good…
library-remove-looking = Looking up what is still in the file…
library-remove-traces = The columns are gone, but the file could not be written anew, so traces of them may be left in it. Removing writes it anew.
library-remove-what = { $count ->
    [one] One column that was replaced or deleted is
   *[other] { $count } columns that were replaced or deleted are
} still in the file, so that it can be undone. Removing takes { $count ->
    [one] it
   *[other] them
} out, and no change so far can be undone any more:
library-retired-deleted = { $field }, deleted: { $values } { $number ->
    [one] value
   *[other] values
}
library-retired-changed = { $field } as it was before: { $values } { $number ->
    [one] value
   *[other] values
}
library-retired-undone = { $field } by a change that was undone: { $values } { $number ->
    [one] value
   *[other] values
}
library-remove-asked = { $count ->
    [one] One criterion of the model still asks for what goes: { $names }.
   *[other] { $count } criteria of the model still ask for what goes: { $names }.
}
library-remove-why = Do it when somebody’s personal data must really go, or before the file is given to others: a deleted field can be read in it until then. Names of fields and spellings that were merged are kept, for the next import.
library-remove-do = Remove for good
library-removed = What was retired is out of the file for good
library-sample = These are the sample leads, which stay as they are. Make a copy to change its fields.
library-copy = Copy to change…
library-copy-name = my-leads.sqlite
library-not-copied = The leads can’t be copied to { $path }: { $why }

# The sheet of shortcuts.
shortcuts-library = On the page of the library
key-library-step = Field before, field after
key-library-rename = Rename the field
key-library-delete = Delete the field
key-library-values = To the values of the field
key-library-tick = Tick a value to merge it
key-library-tick-range = Tick a range of values
