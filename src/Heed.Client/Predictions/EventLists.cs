namespace Heed.Client.Predictions;

/// <summary>What of an event is a list. Kept by its slot and used again: nothing is allocated once it has grown.</summary>
internal sealed class EventLists
{
    /// <summary>One number more than the server takes: enough to tell it that there are too many.</summary>
    public const int MostNumbers = 4096 + 1;

    /// <summary>Likewise of items and scores.</summary>
    public const int MostItems = 1024 + 1;

    private float[] _embedding = [];
    private int _embeddingLength;

    public List<KeyValuePair<string, string>> Segments { get; } = [];

    /// <summary>The items of an answer or of a label, the best one first.</summary>
    public List<string> Items { get; } = [];

    /// <summary>Probabilities by class, scores by item, or grades by item.</summary>
    public List<KeyValuePair<string, double>> Scores { get; } = [];

    /// <summary>Whether the answer or label is a list, be it empty.</summary>
    public bool HasItems { get; private set; }

    /// <summary>Whether the label is grades by item, be it none.</summary>
    public bool HasGrades { get; private set; }

    public bool HasEmbedding { get; private set; }

    public ReadOnlySpan<float> Embedding => _embedding.AsSpan(0, _embeddingLength);

    public void Clear()
    {
        Segments.Clear();
        Items.Clear();
        Scores.Clear();
        _embeddingLength = 0;
        HasItems = HasGrades = HasEmbedding = false;
    }

    public void SetItems(ReadOnlySpan<string> items)
    {
        HasItems = true;
        Items.Clear();
        Items.AddRange(items[..Math.Min(items.Length, MostItems)]);
    }

    public void SetGrades(IReadOnlyDictionary<string, double> grades)
    {
        HasGrades = true;
        foreach ((string item, double grade) in grades) AddScore(item, grade);
    }

    public void SetEmbedding(ReadOnlySpan<float> numbers)
    {
        HasEmbedding = true;
        _embeddingLength = Math.Min(numbers.Length, MostNumbers);
        if (_embedding.Length < _embeddingLength) _embedding = new float[_embeddingLength];
        numbers[.._embeddingLength].CopyTo(_embedding);
    }

    public void AddScore(string name, double score)
    {
        if (Scores.Count < MostItems) Scores.Add(new KeyValuePair<string, double>(name, score));
    }
}
