namespace Heed.Query.Functions;

/// <summary>One window of one series; never empty.</summary>
internal readonly ref struct WindowFrame
{
    public required ReadOnlySpan<long> TimesMs { get; init; }

    public required ReadOnlySpan<double> Values { get; init; }

    /// <summary>Where the window begins in the samples that <see cref="WindowFunction.Begin"/> saw.</summary>
    public required int From { get; init; }

    public required long StartMs { get; init; }

    public required long EndMs { get; init; }

    /// <summary>The time of the step, which offset and anchor do not move.</summary>
    public required long StepTimeMs { get; init; }

    /// <summary>The first scalar argument; NaN where the function takes none.</summary>
    public required double First { get; init; }

    /// <summary>The second scalar argument; NaN where the function takes none.</summary>
    public required double Second { get; init; }

    public int To => From + Values.Length;
}
