using Heed.Query.Syntax;
using Heed.Server.Forecasts;
using Heed.Statistics.Forecasts;

namespace Heed.Server.Tests.Forecasts;

public sealed class ForecastScheduleTests
{
    [Fact]
    public void A_disk_that_fills_evenly_says_when_it_is_full()
    {
        ForecastStory story = new ForecastStory().Live(0, 200, minute => 2200 - (10 * minute));
        Assert.Equal(20 * 60, story.Read(ForecastSeries.TimeToExhaustion, 200)!.Value, 3);
        Assert.Equal(0, story.Read(ForecastSeries.Error, 200)!.Value, 9);
        Assert.Equal(0.2, story.Read(ForecastSeries.ErrorBound, 200));
        Assert.Equal(1200, story.Read("ml_forecast_time_to_exhaustion_seconds{forecast=\"disk\",device=\"sda\"} < 1800", 200)!.Value, 3);
    }

    [Fact]
    public void A_noisy_disk_has_an_error_and_no_forecast()
    {
        Random random = new(7);
        double[] noise = [.. Enumerable.Range(0, 201).Select(_ => random.NextDouble() * 2000)];
        ForecastStory story = new ForecastStory().Live(0, 200, minute => noise[minute] + 10);
        Assert.Null(story.Read(ForecastSeries.TimeToExhaustion, 200));
        Assert.InRange(story.Read(ForecastSeries.Error, 200)!.Value, 0.2, 2);
    }

    [Fact]
    public void A_forecast_that_turns_bad_is_taken_back_at_once()
    {
        ForecastStory story = new ForecastStory().Live(0, 150, minute => 5000 - (10 * minute));
        Assert.NotNull(story.Read(ForecastSeries.TimeToExhaustion, 150));
        story.Live(151, 175, minute => minute % 2 == 0 ? 100 : 9000);
        Assert.True(story.Read(ForecastSeries.Error, 175) > 0.2);
        Assert.Null(story.Read(ForecastSeries.TimeToExhaustion, 175));
    }

    [Fact]
    public void Beyond_the_horizon_nothing_is_said_but_that_it_is_beyond()
    {
        ForecastStory story = new ForecastStory().Live(0, 200, minute => 100_000 - minute);
        Assert.Equal(double.PositiveInfinity, story.Read(ForecastSeries.TimeToExhaustion, 200));
    }

    [Fact]
    public void A_disk_that_is_full_has_no_time_left()
    {
        ForecastStory story = new ForecastStory().Live(0, 200, minute => Math.Max(0, 2000 - (10 * minute)));
        Assert.Equal(0, story.Read("ml_forecast_time_to_exhaustion_seconds", 200));
    }

    [Fact]
    public void A_short_past_gives_no_forecast()
    {
        // An hour's range, half an hour's horizon and three tests five minutes apart need 100 minutes.
        ForecastStory story = new ForecastStory().Live(0, 99, minute => 5000 - minute);
        Assert.Null(story.Read(ForecastSeries.Error, 99));
        Assert.NotNull(story.Live(100, 100, minute => 5000 - minute).Read(ForecastSeries.Error, 100));
    }

    [Fact]
    public void A_restart_changes_nothing_of_what_is_written()
    {
        static double Value(int minute) => 9000 - (20 * minute) + (minute * 37 % 11 * 30);
        ForecastStory whole = new ForecastStory().Live(0, 220, Value);
        ForecastStory broken = new ForecastStory().Live(0, 180, Value);
        broken.Restarted(181);
        broken.Live(181, 220, Value);
        foreach (string metric in new[] { ForecastSeries.Error, ForecastSeries.TimeToExhaustion, ForecastSeries.ErrorBound })
        {
            Assert.NotEmpty(whole.Samples(metric, 220));
            Assert.Equal(whole.Samples(metric, 220), broken.Samples(metric, 220));
        }
    }

    [Fact]
    public void A_series_that_ends_during_a_restart_is_no_longer_shown_after_it()
    {
        ForecastStory story = new ForecastStory().Live(0, 150, minute => 5000 - minute);
        story.Restarted(157);
        story.Live(157, 157, _ => double.NaN);
        Assert.Null(story.Read("last_over_time(ml_forecast_time_to_exhaustion_seconds[5m])", 157));
        Assert.Null(story.Read(ForecastSeries.TimeToExhaustion, 157));
    }

    [Fact]
    public void Series_beyond_the_bound_are_refused_and_counted()
    {
        ForecastStory story = new(ForecastStory.Disk() with { MaxSeries = 1 });
        story.Write(0, 1, "sdb");
        story.Live(0, 0, _ => 1);
        Assert.Equal(1, story.Schedule.RefusedSeries);
        Assert.Equal(1, story.Read("count(ml_forecast_error_bound_ratio)", 0));
    }

    [Fact]
    public void An_expression_that_fails_is_counted()
    {
        ForecastStory story = new(ForecastStory.Disk() with { Expression = PromqlParser.Parse("free * on () free").Value });
        story.Write(0, 1, "sdb");
        story.Live(0, 0, _ => 1);
        Assert.Equal(1, story.Schedule.Failures);
    }

    [Fact]
    public void A_season_is_seen_that_a_line_cannot_see()
    {
        // Each hour's load climbs by 5 an hour and swings by 40: the limit is reached at a peak.
        static double Load(int minute) => 40 + (minute / 12.0) + (40 * Math.Sin(2 * Math.PI * minute / 60));
        ForecastOptions options = ForecastStory.Disk() with { Limit = 147, Side = ThresholdSide.Above, Horizon = TimeSpan.FromMinutes(90) };
        ForecastOptions seasonal = options with
        {
            Method = ForecastMethod.HoltWinters,
            Season = TimeSpan.FromHours(1),
            Range = TimeSpan.FromHours(5),
        };
        ForecastStory line = new ForecastStory(options).Live(0, 780, Load);
        Assert.Null(line.Read(ForecastSeries.TimeToExhaustion, 780));

        ForecastStory wave = new ForecastStory(seasonal);
        for (int minute = 0; minute < 780; minute++) wave.Write(minute, Load(minute));
        wave.Restarted(780);
        wave.Live(780, 780, Load);
        int reached = Enumerable.Range(780, 200).First(minute => Load(minute) >= 147);
        Assert.InRange(wave.Read(ForecastSeries.TimeToExhaustion, 780)!.Value / 60, reached - 780 - 5, reached - 780 + 5);
    }
}
