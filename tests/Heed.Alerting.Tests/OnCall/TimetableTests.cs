using Heed.Alerting.OnCall;

namespace Heed.Alerting.Tests.OnCall;

/// <summary>Shifts as people would write them down, over the days on which clocks change, leap days and the ends of years.</summary>
public sealed class TimetableTests
{
    [Fact]
    public void Hand_offs_stay_at_nine_when_clocks_go_forward_and_that_turn_is_an_hour_shorter() => Assert.Equal(
        """
        ana Fri 2026-03-27T09:00+01:00 1d
        ben Sat 2026-03-28T09:00+01:00 23h
        ana Sun 2026-03-29T09:00+02:00 1d
        ben Mon 2026-03-30T09:00+02:00 1d
        """,
        OnCallText.Lines(Daily("Europe/Berlin"), "2026-03-27T08:00:00Z", "2026-03-31T07:00:00Z"));

    [Fact]
    public void Hand_offs_stay_at_nine_when_clocks_go_back_and_that_turn_is_an_hour_longer() => Assert.Equal(
        """
        ana Fri 2026-10-23T09:00+02:00 1d
        ben Sat 2026-10-24T09:00+02:00 1d1h
        ana Sun 2026-10-25T09:00+01:00 1d
        """,
        OnCallText.Lines(Daily("Europe/Berlin"), "2026-10-23T07:00:00Z", "2026-10-26T08:00:00Z"));

    [Fact]
    public void A_hand_off_at_a_time_that_clocks_skip_happens_when_they_have_skipped_it() => Assert.Equal(
        """
        ana Fri 2026-03-27T02:30+01:00 1d
        ben Sat 2026-03-28T02:30+01:00 23h30m
        ana Sun 2026-03-29T03:00+02:00 23h30m
        ben Mon 2026-03-30T02:30+02:00 1d
        """,
        OnCallText.Lines(Daily("Europe/Berlin", "02:30"), "2026-03-27T01:30:00Z", "2026-03-31T00:30:00Z"));

    [Fact]
    public void A_hand_off_at_a_time_that_comes_twice_happens_at_the_first() => Assert.Equal(
        """
        ben Sat 2026-10-24T02:30+02:00 1d
        ana Sun 2026-10-25T02:30+02:00 1d1h
        """,
        OnCallText.Lines(Daily("Europe/Berlin", "02:30"), "2026-10-24T00:30:00Z", "2026-10-26T01:30:00Z"));

    [Fact]
    public void A_week_of_turns_runs_through_the_end_of_a_leap_years_february() => Assert.Equal(
        """
        ana Mon 2028-02-21T09:00+00:00 1w
        ben Mon 2028-02-28T09:00+00:00 1w
        cleo Mon 2028-03-06T09:00+00:00 1w
        """,
        OnCallText.Lines(
            OnCallText.Timetable("schedules: [ { name: s, layers: [ { rotation: weekly, start: 2028-02-21, people: [ana, ben, cleo] } ] } ]"),
            "2028-02-21T09:00:00Z",
            "2028-03-13T09:00:00Z"));

    [Fact]
    public void Daily_turns_count_the_leap_day() => Assert.Equal(
        """
        ana Mon 2028-02-28T09:00+00:00 1d
        ben Tue 2028-02-29T09:00+00:00 1d
        ana Wed 2028-03-01T09:00+00:00 1d
        """,
        OnCallText.Lines(
            OnCallText.Timetable("schedules: [ { name: s, layers: [ { rotation: daily, start: 2028-02-28, people: [ana, ben] } ] } ]"),
            "2028-02-28T09:00:00Z",
            "2028-03-02T09:00:00Z"));

    [Fact]
    public void Turns_of_twelve_hours_follow_the_clock_on_the_wall() => Assert.Equal(
        """
        ana Sat 2026-03-07T08:00-05:00 12h
        ben Sat 2026-03-07T20:00-05:00 11h
        cleo Sun 2026-03-08T08:00-04:00 12h
        ana Sun 2026-03-08T20:00-04:00 12h
        """,
        OnCallText.Lines(
            OnCallText.Timetable("""
                schedules:
                  - name: s
                    time_zone: America/New_York
                    layers: [ { rotation: 12h, start: 2026-03-07, hand_off: "08:00", people: [ana, ben, cleo] } ]
                """),
            "2026-03-07T13:00:00Z",
            "2026-03-09T12:00:00Z"));

    [Fact]
    public void A_later_layer_covers_an_earlier_one_within_its_hours() => Assert.Equal(
        """
        ana Mon 2026-03-02T00:00+01:00 9h
        ben Mon 2026-03-02T09:00+01:00 8h
        ana Mon 2026-03-02T17:00+01:00 16h
        ben Tue 2026-03-03T09:00+01:00 8h
        ana Tue 2026-03-03T17:00+01:00 7h
        """,
        OnCallText.Lines(
            OnCallText.Timetable("""
                schedules:
                  - name: s
                    time_zone: Europe/Berlin
                    layers:
                      - { rotation: weekly, start: 2026-03-02, hand_off: "00:00", people: [ana] }
                      - { rotation: weekly, start: 2026-03-02, people: [ben], hours: { days: weekdays, from: "09:00", to: "17:00" } }
                """),
            "2026-03-01T23:00:00Z",
            "2026-03-03T23:00:00Z"));

    [Fact]
    public void Hours_over_midnight_belong_to_the_day_on_which_they_begin() => Assert.Equal(
        """
        ana Fri 2026-03-06T22:00+00:00 8h
        ana Sat 2026-03-07T22:00+00:00 8h
        """,
        OnCallText.Lines(
            OnCallText.Timetable("""
                schedules:
                  - name: s
                    layers: [ { rotation: weekly, start: 2026-03-02, people: [ana], hours: [ { days: [friday, saturday], from: "22:00", to: "06:00" } ] } ]
                """),
            "2026-03-06T00:00:00Z",
            "2026-03-13T00:00:00Z"));

    [Fact]
    public void Overrides_cover_layers_and_the_newest_covers_all() => Assert.Equal(
        """
        ana Mon 2026-03-02T09:00+00:00 3h
        ben Mon 2026-03-02T12:00+00:00 1h stands in
        cleo Mon 2026-03-02T13:00+00:00 1h stands in
        ben Mon 2026-03-02T14:00+00:00 4h stands in
        ana Mon 2026-03-02T18:00+00:00 15h
        """,
        OnCallText.Lines(
            OnCallText.Timetable(
                """
                schedules:
                  - name: s
                    layers: [ { rotation: weekly, start: 2026-03-02, people: [ana, ben] } ]
                    overrides: [ { person: ben, from: 2026-03-02T12:00:00Z, for: 6h } ]
                """,
                "",
                new Override("1", "s", "cleo", OnCallText.At("2026-03-02T13:00:00Z"), OnCallText.At("2026-03-02T14:00:00Z"), "ana", "dentist"),
                new Override("2", "another", "ana", 0, long.MaxValue, "", "")),
            "2026-03-02T09:00:00Z",
            "2026-03-03T09:00:00Z"));

    [Fact]
    public void Nobody_is_on_call_before_the_first_hand_off_and_after_the_end()
    {
        Timetable table = OnCallText.Timetable("""
            schedules: [ { name: s, layers: [ { rotation: daily, start: 2026-03-02, until: 2026-03-04T12:00:00Z, people: [ana, ben] } ] } ]
            """);

        Assert.Null(table.At(OnCallText.At("2026-03-02T08:59:59.999Z")));
        Assert.Equal("ana", table.At(OnCallText.At("2026-03-02T09:00:00Z")));
        Assert.Equal("ana", table.At(OnCallText.At("2026-03-04T11:59:59.999Z")));
        Assert.Null(table.At(OnCallText.At("2026-03-04T12:00:00Z")));
        Assert.Null(table.NextAfter(OnCallText.At("2026-03-04T10:00:00Z")));
    }

    [Fact]
    public void The_next_hand_off_names_the_next_other_person_and_their_whole_shift()
    {
        Timetable table = OnCallText.Timetable("""
            schedules: [ { name: s, layers: [ { rotation: daily, start: 2026-03-02, people: [ana, ana, ben] } ] } ]
            """);

        Shift? next = table.NextAfter(OnCallText.At("2026-03-02T10:00:00Z"));

        Assert.Equal(new Shift("ben", "layer 1", OnCallText.At("2026-03-04T09:00:00Z"), OnCallText.At("2026-03-05T09:00:00Z"), IsOverride: false), next);
        Assert.Equal(OnCallText.At("2026-03-04T09:00:00Z"), table.ShiftAt(OnCallText.At("2026-03-02T10:00:00Z"))!.Value.ToMs);
    }

    [Fact]
    public void Somebody_alone_never_hands_over()
    {
        Timetable table = OnCallText.Timetable("schedules: [ { name: s, layers: [ { rotation: daily, start: 2026-03-02, people: [ana] } ] } ]");

        Assert.Null(table.NextAfter(OnCallText.At("2026-03-02T10:00:00Z")));
    }

    private static Timetable Daily(string zone, string handOff = "09:00") => OnCallText.Timetable($$"""
        schedules:
          - name: s
            time_zone: {{zone}}
            layers: [ { rotation: daily, start: 2026-03-01, hand_off: "{{handOff}}", people: [ana, ben] } ]
        """);
}
