namespace Heed.Monitoring.Segments;

/// <summary>How many values there are, their sum and the sum of their squares, in the order in which they came.</summary>
internal readonly record struct Moments(long N, double Sum, double Squares)
{
    public double Mean => Sum / N;

    /// <summary>Of the mean.</summary>
    public double Variance => Math.Max(0, Squares - (Sum * Mean)) / (N - 1) / N;

    public Moments With(double value) => new(N + 1, Sum + value, Squares + (value * value));

    public Moments Without(Moments part) => new(N - part.N, Sum - part.Sum, Squares - part.Squares);
}
