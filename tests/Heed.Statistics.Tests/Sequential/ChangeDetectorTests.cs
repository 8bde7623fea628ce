using Heed.Statistics.Sequential;

namespace Heed.Statistics.Tests;

public sealed class ChangeDetectorTests
{
    private const int Quiet = 4_000;

    [Fact]
    public void Page_and_Hinkley_find_a_rise_and_keep_still_before()
    {
        int early = 0;
        List<int> delays = [];
        for (ulong seed = 1; seed <= 50; seed++)
        {
            PageHinkley detector = new(0.25, 25);
            int at = FirstChange(seed, 0, 1, v => detector.Add(v) == ChangeSignal.Change);
            if (at < Quiet) early++;
            else delays.Add(at - Quiet);
        }

        Assert.InRange(early, 0, 3);
        Assert.InRange(delays.Average(), 10, 60);
    }

    [Fact]
    public void Page_and_Hinkley_is_its_definition() => Properties.OfTwoSamples(5, (x, _) =>
    {
        PageHinkley detector = new(0.1, 6, 3);
        double sum = 0;
        double least = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] - x.Take(i + 1).Average() - 0.1;
            least = Math.Min(least, sum);
            bool change = i >= 2 && sum - least > 6;
            if ((detector.Add(x[i]) == ChangeSignal.Change) != change) return Math.Abs(sum - least - 6) < 1e-9;
            if (change) return detector.Count == 0;
        }

        return detector.Add(double.NaN) == ChangeSignal.None && detector.Count == x.Length;
    });

    [Fact]
    public void Cusum_runs_as_long_between_false_alarms_as_its_source_says_and_finds_both_directions()
    {
        Cusum detector = new(0, 1);
        int alarms = SampleGenerator.Draw("normal12", 3, 400_000, 0, 1).Count(v => detector.Add(v) == ChangeSignal.Change);
        Assert.InRange(400_000.0 / alarms, 400, 530);
        foreach (double shift in new[] { 1.0, -1 })
        {
            Cusum fresh = new(0, 1);
            double[] values = SampleGenerator.Draw("normal12", 5, 100, shift, 1);
            Assert.InRange(Array.FindIndex(values, v => fresh.Add(v) == ChangeSignal.Change), 3, 30);
        }

        Assert.Equal(ChangeSignal.None, detector.Add(double.PositiveInfinity));
    }

    [Fact]
    public void Ddm_warns_before_it_says_change()
    {
        int changes = 0;
        for (ulong seed = 1; seed <= 30; seed++)
        {
            Ddm detector = new();
            double[] errors = [.. SampleGenerator.Draw("bernoulli", seed, 2000, 0.1, 0),
                .. SampleGenerator.Draw("bernoulli", seed + 99, 1000, 0.3, 0)];
            ChangeSignal before = ChangeSignal.None;
            bool warned = false;
            foreach (double error in errors)
            {
                ChangeSignal signal = detector.Add(error == 1);
                warned |= signal == ChangeSignal.Warning;
                if (signal != ChangeSignal.Change) continue;
                before = signal;
                break;
            }

            changes += before == ChangeSignal.Change && warned ? 1 : 0;
        }

        Assert.InRange(changes, 28, 30);
    }

    [Fact]
    public void Kswin_sees_a_change_of_spread_and_alarms_as_rarely_as_its_level_says()
    {
        int alarms = 0;
        int found = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            Kswin detector = new(seed, alpha: 0.001, stride: 10);
            foreach (double value in SampleGenerator.Draw("normal12", seed, 2000, 0,
                1)) alarms += detector.Add(value) == ChangeSignal.Change ? 1 : 0;
            found += SampleGenerator.Draw("normal12", seed + 500, 400, 0, 4).Any(v => detector.Add(v) == ChangeSignal.Change) ? 1 : 0;
        }

        // 40 streams of about 170 looks each at 0.1 %: seven alarms, and looks overlap.
        Assert.InRange(alarms, 0, 20);
        Assert.InRange(found, 34, 40);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Kswin(1, alpha: 0));
    }

    [Fact]
    public void Adwin_keeps_its_window_while_nothing_changes_and_cuts_the_past_off_after_a_change()
    {
        int cuts = 0;
        for (ulong seed = 1; seed <= 30; seed++)
        {
            Adwin detector = new();
            foreach (double value in SampleGenerator.Draw("uniform", seed, 5000, 0,
                0.6)) cuts += detector.Add(value) == ChangeSignal.Change ? 1 : 0;
            foreach (double value in SampleGenerator.Draw("uniform", seed + 100, 1500, 0.2, 0.8)) detector.Add(value);
            Assert.InRange(detector.Count, 1000, 1700);
            Assert.InRange(detector.Mean, 0.47, 0.53);
        }

        Assert.InRange(cuts, 0, 2);
    }

    [Fact]
    public void Adwin_holds_exactly_the_newest_values()
    {
        double[] values = [.. SampleGenerator.Draw("uniform", 1, 700, 0, 0.2), .. SampleGenerator.Draw("uniform", 2, 700, 0.8, 1)];
        Adwin detector = new(stride: 1);
        for (int i = 0; i < values.Length; i++)
        {
            detector.Add(values[i]);
            Assert.Equal(values.AsSpan(i + 1 - (int)detector.Count, (int)detector.Count).ToArray().Average(), detector.Mean, 9);
        }

        Assert.Equal(ChangeSignal.None, detector.Add(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adwin(0));
    }

    private static int FirstChange(ulong seed, double before, double after, Func<double, bool> changed)
    {
        double[] values = [.. SampleGenerator.Draw("normal12", seed, Quiet, before, 1),
            .. SampleGenerator.Draw("normal12", seed + 777, 500, after, 1)];
        return Array.FindIndex(values, v => changed(v));
    }
}
