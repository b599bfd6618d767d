# Two voices: blind rounds, whose model is scored, what is contested and how it is settled.
command-blind-round = Blind round…
command-next-in-round = Next step of the blind round
command-score-as-agreed = Score as agreed
command-score-as-marketing = Score as marketing proposes
command-score-as-sales = Score as sales proposes
command-score-as-next = Score as the next voice
undo-hidden = This step would change what the other team has entered in hidden. Hand over or pause the round first
blind-no-criteria = There is nothing to speak of yet: add a criterion first
blind-title = Blind round
blind-about = Each team types its points without seeing the other's, so that nobody follows the louder voice. Then all is shown at once.
blind-not-agreed = What is not agreed yet: { $count } { $count ->
        [one] criterion
       *[other] criteria
    }
blind-selected = What is selected: { $count } { $count ->
        [one] criterion
       *[other] criteria
    }
blind-all = Everything: { $count } { $count ->
        [one] criterion
       *[other] criteria
    }
blind-afresh = What the teams said of these before is put away; undo brings it back.
blind-courtesy = It is a courtesy at one table, not a secret: the file holds all proposals in plain text.
blind-begins = { $team } begins
round-entering = { $team } is entering, { $other } look away
round-both-in = Both are in
round-nobody = A blind round is under way
round-progress = { $done } of { $all } in
round-progress-both = marketing { $marketing }, sales { $sales } of { $all } in
round-enter = { $team } enters
round-hand-over = Done, hand over to { $team }
round-pause = Pause
round-reveal = Both are in: reveal
round-reveal-early = Reveal…
reveal-title = Reveal before all are in?
reveal-missing = { $team } has said nothing of { $missing } of { $all } criteria.
reveal-about = What is missing stays open and can be said later, in the open.
reveal = Reveal
voice-is-marketing = Scored as marketing proposes
voice-is-sales = Scored as sales proposes
voice-not-agreed = Not the agreed model. Changes are shown against what is agreed
voice-none = { $team } proposes nothing else than what is agreed
voice-nobody = Neither team proposes anything else than what is agreed
