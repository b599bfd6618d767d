# The tab “Tests” of the page “Leads”, its line in the panel, and the question that keeps a lead.

test-leads-tab-of = Tests { $passed } of { $asked }
test-leads-none = A test lead is a lead with an expectation: this one must reach sales, that one never. It is checked at every edit, so nobody breaks by accident what two teams agreed on. Add one here, or open any lead and choose “Keep as test lead”.
test-leads-add = Add a test lead
test-add-of-library = A lead of the library
test-add-search = Search name, account, key
test-add-nobody = No lead is called so
test-add-new = Make one up in the sandbox
test-leads-add-segment = Add a segment
test-leads-heading = Test leads
test-segments-heading = Segments
tests-of = { $passed } of { $asked } pass
test-segments-none = What must hold for many leads: “at least 80 % of past wins reach sales”, “no more than 120 leads a week”.

test-passed = passes
test-failed = fails
test-unasked = not asked
test-nothing-expected = nothing is expected
test-segment = Segment

test-name = Name
test-name-taken = Another test lead has this name
test-of-library = the lead “{ $key }” of the library
test-of-own = a copy kept in the model, as of { $day }
test-must = must
test-must-of = What must come out, { $name }
test-must-value = Where, { $name }
test-must-cell = be in cell
test-must-route = be on route
test-must-at-least = be at least in
test-must-never = never be sent to sales
test-must-disqualified = be disqualified
test-must-above = be worked before
test-or-better = { $axis } { $band } or better
test-must-add = Expect something else, too
test-must-remove = Don’t expect this
test-because = because
test-because-hint = why it matters
test-why-of = Why, { $name }
test-says = says
test-says-of = Who says so, { $name }
test-both-teams = both teams

test-since = Since “{ $step }”
test-since-leads = Since other leads were opened: { $name }
test-since-changed-leads = Since a change of the leads in “{ $name }”
test-since-day = Since another day is shown: { $day }
test-since-opened = In every step since the model was opened
test-accept = Accept as it is now
test-accept-about = What is expected follows what comes out now. Undo takes it back.
test-open-lead = Open the lead
test-delete = Delete
test-show-reach = { $number ->
        [one] Show the one that gets there
       *[other] Show the { $count } that get there
    }
test-show-reached = { $number ->
        [one] Show the one that got there
       *[other] Show the { $count } that got there
    }
test-show-miss = { $number ->
        [one] Show the one that doesn’t get there
       *[other] Show the { $count } that don’t get there
    }
test-show-missed = { $number ->
        [one] Show the one that didn’t get there
       *[other] Show the { $count } that didn’t get there
    }
test-deleted = “{ $name }” is no longer tested; undo brings it back
test-kept = { $name } is a test lead now

test-limit = How many
test-at-least = At least
test-at-most = No more than
test-number = Number
test-unit = Of what
test-percent-of = % of
test-a-week-of = a week of
test-which = Which leads
test-all-leads = all leads
test-wins = past wins
test-losses = past losses
test-open = open leads
test-only = Only those
test-any-value = of any kind
test-with = with { $attribute }
test-value = Value
test-reach = Get where
test-reach-cell = are in cell
test-stood = As of when
test-stood-closed = as they stood when they closed
test-stood-today = as they stand at the day shown
test-stood-about = What a lead did fades. As of today a lead that was won long ago stands low; at the end of the day before it closed it stood as sales saw it.

test-keep = Keep as test lead
test-keep-about = It is checked at every edit, and turns red when one breaks it.
test-keep-do = Keep
test-keep-whose = Which lead
test-keep-by-key = This lead of the library
test-keep-copy = A copy in the model
test-keep-by-key-about = By its key “{ $key }”: what is known of it later counts.
test-keep-copy-about = As it is on { $day }, for ever, and without a library.
test-keep-spared = Only what the model asks for
test-keep-spared-about = It scores the same. A criterion that later asks for something else will find nothing here.
test-keep-file = The model’s file, which others read, gets the name above, { $fields ->
        [one] one field
       *[other] { $fields } fields
    } and { $events ->
        [one] one event
       *[other] { $events } events
    } of this person.

tests-unasked-short = { $count } not checked: { $names }
tests-unasked-count = { $asked ->
    [0] { $count } not checked
   *[other] { $passed } of { $asked } pass; { $count } not checked
}
tests-unasked-why = { $count }: { $why }
tests-unasked-missing = { $count ->
    [one] this lead is not in this library: { $names }
   *[other] these leads are not in this library: { $names }
}
tests-unasked-others = these say below why: { $names }
tests-unasked-no-leads = no leads are open: { $names }

panel-tests = Tests
panel-tests-of = { $passed } of { $asked }
panel-tests-unasked = not asked
panel-tests-name = Tests: { $passed } of { $asked } pass, { $failed } fail
panel-tests-about = { $failed ->
        [0] All that were asked pass
        [one] One fails
       *[other] { $failed } fail
    }{ $unasked ->
        [0] .
        [one] ; one can’t be asked of these leads.
       *[other] ; { $unasked } can’t be asked of these leads.
    }
