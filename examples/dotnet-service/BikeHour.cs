using System.Text.Json.Serialization;

using Heed.Client;

namespace BikeService;

/// <summary>What is known of an hour beforehand; the scales are those of the data set.</summary>
internal sealed record BikeHour(
    [property: JsonPropertyName("hr")] int Hour,
    [property: JsonPropertyName("weekday")] int Weekday,
    [property: JsonPropertyName("workingday")] string WorkingDay,
    [property: JsonPropertyName("season")] string Season,
    [property: JsonPropertyName("weathersit")] string Weather,
    [property: JsonPropertyName("temp")] double Temperature,
    [property: JsonPropertyName("hum")] double Humidity,
    [property: JsonPropertyName("windspeed")] double WindSpeed)
{
    /// <summary>The features as Heed gets them: with their names in the baseline.</summary>
    public void Describe(Prediction prediction)
    {
        prediction.Set("hr", Hour);
        prediction.Set("weekday", Weekday);
        prediction.Set("workingday", WorkingDay);
        prediction.Set("season", Season);
        prediction.Set("weathersit", Weather);
        prediction.Set("temp", Temperature);
        prediction.Set("hum", Humidity);
        prediction.Set("windspeed", WindSpeed);
        prediction.Segment("day", WorkingDay == "yes" ? "working" : "free");
    }
}
