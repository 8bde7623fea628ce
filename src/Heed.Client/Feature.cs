namespace Heed.Client;

/// <summary>The place of a feature in the predictions of its model, looked up once: setting by it costs no search.</summary>
public readonly record struct Feature
{
    internal Feature(int position) => Position = position;

    internal int Position { get; }
}
