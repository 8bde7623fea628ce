namespace Heed.Client.Predictions;

/// <summary>
/// One event as raw values, used again and again: it is written as JSON by the sender, not by the service's thread. Owned by whoever took
/// it out of
/// its queue.
/// </summary>
internal sealed class EventSlot
{
    public EventKind Kind { get; set; }

    public ModelShape Model { get; private set; } = null!;

    public string? Version { get; set; }

    /// <summary>What the caller named the prediction; null where it is <see cref="Number"/> behind the process' own prefix.</summary>
    public string? Id { get; set; }

    public long Number { get; set; }

    /// <summary>Whether the caller may still say something of it.</summary>
    public bool IsOpen { get; set; }

    public long TimeMs { get; set; }

    public string? Endpoint { get; set; }

    public double LatencyMs { get; set; }

    public string? Answer { get; set; }

    public double AnswerNumber { get; set; }

    public double Score { get; set; }

    public double Cost { get; set; }

    public string? Error { get; set; }

    public string? Note { get; set; }

    public FeatureKind[] Kinds { get; private set; } = [];

    public double[] Numbers { get; private set; } = [];

    public string?[] Texts { get; private set; } = [];

    public List<KeyValuePair<string, string>> Segments { get; } = [];

    public void Begin(EventKind kind, ModelShape model)
    {
        Kind = kind;
        Version = model.Version;
        Id = null;
        IsOpen = true;
        Endpoint = null;
        LatencyMs = double.NaN;
        Answer = null;
        AnswerNumber = double.NaN;
        Score = double.NaN;
        Cost = double.NaN;
        Error = null;
        Note = null;
        if (Segments.Count > 0) Segments.Clear();
        if (!ReferenceEquals(Model, model) || Kinds.Length < model.Count)
        {
            Model = model;
            Kinds = new FeatureKind[model.Count];
            Numbers = new double[model.Count];
            Texts = new string?[model.Count];
        }
        else
        {
            Array.Clear(Kinds);
        }
    }

    public void Set(int position, double number)
    {
        if ((uint)position >= (uint)Kinds.Length) Grow();
        Kinds[position] = FeatureKind.Number;
        Numbers[position] = number;
    }

    public void Set(int position, string? text)
    {
        if ((uint)position >= (uint)Kinds.Length) Grow();
        Kinds[position] = text is null ? FeatureKind.Null : FeatureKind.Text;
        Texts[position] = text;
    }

    public void Set(int position, bool truth)
    {
        if ((uint)position >= (uint)Kinds.Length) Grow();
        Kinds[position] = FeatureKind.Truth;
        Numbers[position] = truth ? 1 : 0;
    }

    /// <summary>The model has met new features since this prediction began.</summary>
    private void Grow()
    {
        FeatureKind[] kinds = Kinds;
        double[] numbers = Numbers;
        string?[] texts = Texts;
        int count = Model.Count;
        Array.Resize(ref kinds, count);
        Array.Resize(ref numbers, count);
        Array.Resize(ref texts, count);
        (Kinds, Numbers, Texts) = (kinds, numbers, texts);
    }
}
