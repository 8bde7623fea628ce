using System.Runtime.InteropServices;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Rankings;

namespace Heed.Monitoring.Outcomes;

/// <summary>
/// What is kept of each prediction beside <see cref="PendingPrediction"/>: as many bytes for every prediction of a model. Scores
/// (4 bytes each), the keys of ranked items and the figures of the list (4 bytes each), then segment positions (2 bytes each), then feature
/// cells (1 byte each).
/// </summary>
internal sealed class OutcomeLayout
{
    /// <summary>Models of more classes keep no score of each.</summary>
    public const int MostScores = 16;

    /// <summary>Features beyond it have no cell.</summary>
    public const int MostCells = 64;

    private readonly int _items;
    private readonly int _figures;
    private readonly int _segments;
    private readonly int _cells;

    /// <param name="ranking">Of a ranking model; else null.</param>
    public OutcomeLayout(Baseline baseline, RankingFigures? ranking)
    {
        _items = ranking?.Places ?? 0;
        _figures = ranking?.Count ?? 0;
        int classes = baseline.Type is ModelType.Regression or ModelType.Ranking ? 0 : baseline.Answers.Classes.Count;
        Scores = classes <= MostScores ? classes : 0;
        _segments = baseline.SegmentKeys.Count;
        _cells = Math.Min(baseline.Features.Count, MostCells);
        Size = ((Scores + _items + _figures) * sizeof(float)) + (_segments * sizeof(ushort)) + _cells;
    }

    /// <summary>Bytes of a prediction.</summary>
    public int Size { get; }

    /// <summary>How many scores there are.</summary>
    public int Scores { get; }

    public Span<float> ScoresOf(Span<byte> bytes) => MemoryMarshal.Cast<byte, float>(bytes[..(Scores * sizeof(float))]);

    /// <summary>The first places of a ranked list.</summary>
    public Span<uint> ItemsOf(Span<byte> bytes) =>
        MemoryMarshal.Cast<byte, uint>(bytes.Slice(Scores * sizeof(float), _items * sizeof(uint)));

    /// <summary>The figures of a ranked list by the label in force; undefined before there is one.</summary>
    public Span<float> FiguresOf(Span<byte> bytes) =>
        MemoryMarshal.Cast<byte, float>(bytes.Slice((Scores + _items) * sizeof(float), _figures * sizeof(float)));

    public Span<ushort> SegmentsOf(Span<byte> bytes) =>
        MemoryMarshal.Cast<byte, ushort>(bytes.Slice((Scores + _items + _figures) * sizeof(float), _segments * sizeof(ushort)));

    public Span<byte> CellsOf(Span<byte> bytes) => bytes.Slice(Size - _cells, _cells);
}
