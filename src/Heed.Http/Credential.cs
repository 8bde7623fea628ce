namespace Heed.Http;

/// <summary>
/// A text that only the other side may see: a token, a password, an address with a key in it. It stands in no string or log; one that
/// is kept in a file is read anew for every request, so that it can be rotated.
/// </summary>
public sealed class Credential
{
    private const string Shown = "<secret>";

    private readonly string? _text;
    private readonly string? _file;

    private Credential(string? text, string? file)
    {
        _text = text;
        _file = file;
    }

    public static Credential FromText(string text) => new(text, null);

    public static Credential FromFile(string path) => new(null, path);

    /// <summary>The text, without white space around it where it comes from a file.</summary>
    /// <exception cref="IOException">The file cannot be read; the message names it, never its content.</exception>
    public string Reveal()
    {
        if (_text is not null) return _text;
        try
        {
            return File.ReadAllText(_file!).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"the secret's file {_file} cannot be read: {failure.GetType().Name}", failure);
        }
    }

    /// <summary>As <see cref="Reveal"/>, with the failure as a value; a file without a text is a failure, too.</summary>
    /// <param name="value">Empty where the result is false.</param>
    /// <param name="error">Names the file, never its content; empty where the result is true.</param>
    public bool TryReveal(out string value, out string error)
    {
        value = "";
        error = "";
        try
        {
            value = Reveal();
        }
        catch (IOException failure)
        {
            error = failure.Message;
            return false;
        }

        if (_file is not null && value.Length == 0) error = $"the secret's file {_file} is empty";
        return error.Length == 0;
    }

    /// <summary>Always <c>&lt;secret&gt;</c>.</summary>
    public override string ToString() => Shown;
}
