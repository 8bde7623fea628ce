using System.Text.Json;

namespace BikeService;

/// <summary>
/// Rentals of an hour: the mean of its hour and kind of day, times a factor of the weather that is linear in temperature and humidity,
/// fitted by least squares.
/// </summary>
internal sealed class BikeModel
{
    private const int Hours = 24;
    private const int HeldOut = 3;
    private const long FirstMs = 1_767_225_600_000;

    private readonly double[] _means = new double[2 * Hours];
    private double _constant;
    private double _temperature;
    private double _humidity;

    public double Predict(BikeHour hour)
    {
        double factor = _constant + (_temperature * hour.Temperature) + (_humidity * hour.Humidity);
        return Math.Max(0, _means[Cell(hour)] * factor);
    }

    /// <summary>Trains on two hours of three and writes its answers to the third, with the truth, as the baseline.</summary>
    public static BikeModel Train(IReadOnlyList<(BikeHour Hour, double Rentals)> data, string baseline)
    {
        BikeModel model = new();
        (BikeHour Hour, double Rentals)[] seen = [.. data.Where((_, i) => i % HeldOut != 0)];
        model.FitMeans(seen);
        model.FitWeather(seen);
        using StreamWriter writer = new(baseline);
        for (int i = 0; i < data.Count; i += HeldOut)
        {
            (BikeHour hour, double rentals) = data[i];
            string id = $"baseline-{i}";
            long time = FirstMs + (60_000L * i);
            writer.WriteLine(JsonSerializer.Serialize(new
            {
                type = "prediction",
                model = "bike-service",
                id,
                time,
                features = hour,
                prediction = model.Predict(hour),
                segments = new { day = hour.WorkingDay == "yes" ? "working" : "free" },
            }));
            writer.WriteLine(JsonSerializer.Serialize(new { type = "label", model = "bike-service", id, time, label = rentals }));
        }

        return model;
    }

    private void FitMeans((BikeHour Hour, double Rentals)[] data)
    {
        double[] counts = new double[2 * Hours];
        foreach ((BikeHour hour, double rentals) in data)
        {
            _means[Cell(hour)] += rentals;
            counts[Cell(hour)]++;
        }

        for (int i = 0; i < _means.Length; i++) _means[i] /= Math.Max(1, counts[i]);
    }

    /// <summary>The normal equations of rentals = mean × (c + t·temperature + h·humidity).</summary>
    private void FitWeather((BikeHour Hour, double Rentals)[] data)
    {
        double[,] a = new double[3, 4];
        foreach ((BikeHour hour, double rentals) in data)
        {
            double mean = _means[Cell(hour)];
            ReadOnlySpan<double> x = [mean, mean * hour.Temperature, mean * hour.Humidity];
            for (int row = 0; row < 3; row++)
            {
                for (int column = 0; column < 3; column++) a[row, column] += x[row] * x[column];
                a[row, 3] += x[row] * rentals;
            }
        }

        for (int pivot = 0; pivot < 3; pivot++)
        {
            for (int row = 0; row < 3; row++)
            {
                if (row == pivot) continue;
                double factor = a[row, pivot] / a[pivot, pivot];
                for (int column = pivot; column < 4; column++) a[row, column] -= factor * a[pivot, column];
            }
        }

        (_constant, _temperature, _humidity) = (a[0, 3] / a[0, 0], a[1, 3] / a[1, 1], a[2, 3] / a[2, 2]);
    }

    private static int Cell(BikeHour hour) => (hour.WorkingDay == "yes" ? Hours : 0) + Math.Clamp(hour.Hour, 0, Hours - 1);
}
