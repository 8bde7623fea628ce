using Heed.Model.Records;
using Heed.Monitoring.Embeddings;

namespace Heed.Monitoring.Baselines;

/// <summary>
/// The embeddings of a baseline while it is read: the sum of all, and sketches of rows that are evenly spaced: every row until there are
/// too many, then every second one of those and of the rest, and so on.
/// </summary>
internal sealed class EmbeddingColumn
{
    private const int MostRows = 65_536;

    private readonly List<Row> _rows = [];
    private double[] _sum = [];
    private double _squares;
    private float[]? _current;
    private bool _isUsable;
    private int _stride = 1;

    /// <summary>Whether any row has an embedding, usable or not.</summary>
    public bool IsGiven { get; private set; }

    /// <summary>Rows with a usable embedding, all that were read.</summary>
    public long Usable { get; private set; }

    /// <summary>That of the first row with an embedding; 0 without any.</summary>
    public int Dimension => _sum.Length;

    public IReadOnlyList<Row> Rows => _rows;

    /// <summary>The first embedding says how long they are: one of another length is not usable.</summary>
    public void Add(ReadOnlySpan<float> embedding, long row)
    {
        IsGiven = true;
        if (_sum.Length == 0 && embedding.Length <= ModelSchema.LongestEmbedding) _sum = new double[embedding.Length];
        _isUsable = !embedding.IsEmpty && embedding.Length == _sum.Length;
        foreach (float value in embedding) _isUsable &= float.IsFinite(value);
        if (!_isUsable) return;
        Usable++;
        for (int i = 0; i < _sum.Length; i++)
        {
            _sum[i] += embedding[i];
            _squares += (double)embedding[i] * embedding[i];
        }

        if (row % _stride != 0) return;
        _current = new float[EmbeddingSketch.LengthOf(_sum.Length)];
        EmbeddingSketch.Of(embedding, _current);
    }

    /// <param name="row">Its position among all rows.</param>
    /// <param name="isAnswered">Whether the request was answered: one that failed owes no embedding.</param>
    public void EndRow(long row, bool isAnswered)
    {
        if (row % _stride == 0 && (_isUsable || isAnswered)) _rows.Add(new Row((int)row, _current));
        _current = null;
        _isUsable = false;
        if (_rows.Count < MostRows) return;
        _stride *= 2;
        _rows.RemoveAll(r => r.Position % _stride != 0);
    }

    /// <summary>The mean embedding and the root mean square distance from it.</summary>
    public (float[] Centroid, double Spread) Centre()
    {
        float[] centroid = new float[_sum.Length];
        double squares = 0;
        for (int i = 0; i < centroid.Length; i++)
        {
            double mean = _sum[i] / Usable;
            centroid[i] = (float)mean;
            squares += mean * mean;
        }

        return (centroid, Math.Sqrt(Math.Max(0, (_squares / Usable) - squares)));
    }

    /// <param name="Position">Among all rows.</param>
    /// <param name="Sketch">Null without a usable embedding.</param>
    internal readonly record struct Row(int Position, float[]? Sketch);
}
