using Heed.Model.Histograms;
using Heed.Query.Functions;

namespace Heed.Query.Execution.Histograms.Windows;

/// <summary>One window of a series that has histograms, floats apart from them. At least one of the two is not empty.</summary>
internal readonly ref struct MixedWindow
{
    /// <summary>The floats; empty where the window has none.</summary>
    public required WindowFrame Floats { get; init; }

    /// <summary>Where the window begins among the histograms of the series.</summary>
    public required int From { get; init; }

    /// <summary>The times of the histograms.</summary>
    public required ReadOnlySpan<long> TimesMs { get; init; }

    public required ReadOnlySpan<long> StartTimesMs { get; init; }

    public required ReadOnlySpan<NativeHistogram> Histograms { get; init; }

    public bool HasFloats => Floats.Values.Length > 0;

    public bool HasHistograms => Histograms.Length > 0;
}
