using Heed.Alerting.OnCall;
using Heed.Model.Time;

namespace Heed.Alerting.Tests.OnCall;

/// <summary>
/// The arithmetic against a twin that asks nothing clever: it walks through every turn from the first on, and through every quarter of
/// an hour of a span.
/// </summary>
public sealed class TimetableTwinTests
{
    private const long QuarterMs = 15 * 60_000;
    private const long DayMs = 24 * 3_600_000;

    private static readonly string[] Zones =
        ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "America/Sao_Paulo"];

    private static readonly string[] People = ["ana", "ben", "cleo", "dov", "eva"];

    [Fact]
    public void Random_schedules_name_the_same_people_as_the_twin_at_every_quarter_of_an_hour()
    {
        Random random = new(20260329);
        int named = 0;
        for (int round = 0; round < 60; round++)
        {
            TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(Zones[random.Next(Zones.Length)]);
            DateTime day = new DateTime(2026, 1, 1).AddDays(random.Next(900));
            List<TwinLayer> layers = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => TwinLayer.Random(random, i, day, zone))];
            List<Override> overrides = [.. Enumerable.Range(0, random.Next(0, 3)).Select(i => RandomOverride(random, i, day))];
            Timetable table = new(new Schedule("s", zone, [.. layers.Select(l => l.ToRotation())], [], ""), overrides);
            long fromMs = Ms(day) + (random.Next(0, 40) * DayMs);
            long toMs = fromMs + (5 * DayMs);
            IReadOnlyList<Shift> shifts = table.Shifts(fromMs, toMs);
            for (long at = fromMs; at < toMs; at += QuarterMs)
            {
                string? expected = overrides.LastOrDefault(o => at >= o.FromMs && at < o.ToMs)?.Person ?? layers.Select(l => l.At(at)).LastOrDefault(p => p is not null);
                Assert.Equal(expected, table.At(at));
                Assert.Equal(expected, shifts.FirstOrDefault(s => at >= s.FromMs && at < s.ToMs).Person);
                if (expected is not null) named++;
            }
        }

        Assert.True(named > 5_000, $"expected schedules that name people, found {named} quarters with somebody");
    }

    [Fact]
    public void Shifts_follow_each_other_without_overlap_and_no_two_neighbours_are_one()
    {
        Random random = new(7);
        for (int round = 0; round < 100; round++)
        {
            TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(Zones[random.Next(Zones.Length)]);
            DateTime day = new DateTime(2027, 1, 1).AddDays(random.Next(700));
            List<TwinLayer> layers = [.. Enumerable.Range(0, 3).Select(i => TwinLayer.Random(random, i, day, zone))];
            Timetable table = new(new Schedule("s", zone, [.. layers.Select(l => l.ToRotation())], [], ""), []);
            IReadOnlyList<Shift> shifts = table.Shifts(Ms(day), Ms(day) + (30 * DayMs));
            for (int i = 0; i < shifts.Count; i++)
            {
                Assert.True(shifts[i].FromMs < shifts[i].ToMs);
                if (i == 0) continue;
                Assert.True(shifts[i - 1].ToMs <= shifts[i].FromMs);
                bool isOne = shifts[i - 1].ToMs == shifts[i].FromMs && shifts[i - 1].Person == shifts[i].Person && shifts[i - 1].Source == shifts[i].Source;
                Assert.False(isOne);
            }
        }
    }

    private static Override RandomOverride(Random random, int index, DateTime day)
    {
        long fromMs = Ms(day) + (random.Next(0, 45 * 96) * QuarterMs);
        return new Override($"o{index}", "s", People[random.Next(People.Length)], fromMs, fromMs + (random.Next(1, 200) * QuarterMs), "", "");
    }

    private static long Ms(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private sealed record TwinLayer(
        string Name, string[] Turns, DateTime Start, TimeSpan Length, TimeZoneInfo Zone, DayOfWeek[]? Days, TimeOnly From, TimeOnly To, long UntilMs)
    {
        public static TwinLayer Random(Random random, int index, DateTime day, TimeZoneInfo zone)
        {
            string[] turns = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => People[random.Next(People.Length)])];
            int[] hours = [1, 5, 12, 24, 72, 168, 336];
            bool isRestricted = random.Next(2) == 0;
            DayOfWeek[]? days = isRestricted ? [.. Enum.GetValues<DayOfWeek>().Where((_, i) => i == 0 || random.Next(2) == 0)] : null;
            long untilMs = random.Next(4) == 0 ? Ms(day) + (random.Next(20, 60) * DayMs) : long.MaxValue;
            return new TwinLayer(
                $"l{index}", turns, day.AddDays(random.Next(-20, 20)).AddMinutes(15 * random.Next(96)), TimeSpan.FromHours(hours[random.Next(hours.Length)]), zone,
                days, new TimeOnly(random.Next(24), 0), new TimeOnly(random.Next(24), 30), untilMs);
        }

        public Rotation ToRotation() => new(Name, Turns, Start, Length, Zone, Days is null ? [] : [new HoursOfWeek(Days, From, To, Zone)], UntilMs);

        public string? At(long timeMs)
        {
            if (timeMs >= UntilMs || !IsWithinHours(timeMs)) return null;
            string? person = null;
            int turn = 0;
            for (DateTime begin = Start; LocalTime.ToUnixMs(begin, Zone) <= timeMs; begin += Length) person = Turns[turn++ % Turns.Length];
            return person;
        }

        private bool IsWithinHours(long timeMs)
        {
            if (Days is null) return true;
            DateTime local = LocalTime.Of(timeMs, Zone);
            for (int back = 0; back <= 1; back++)
            {
                DateTime day = local.Date.AddDays(-back);
                DateTime end = day + To.ToTimeSpan();
                if (To <= From) end = end.AddDays(1);
                bool isIn = timeMs >= LocalTime.ToUnixMs(day + From.ToTimeSpan(), Zone) && timeMs < LocalTime.ToUnixMs(end, Zone);
                if (Days.Contains(day.DayOfWeek) && isIn) return true;
            }

            return false;
        }
    }
}
