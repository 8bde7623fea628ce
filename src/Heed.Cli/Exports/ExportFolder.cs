using System.Text;

namespace Heed.Cli.Exports;

/// <summary>The files of an export, written together, and what could not be carried over.</summary>
internal sealed class ExportFolder
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];

    /// <summary>Relative paths with <c>/</c>, ordered.</summary>
    public IReadOnlyCollection<string> Files => _files.Keys;

    /// <summary>One sentence each: what the other program has not, with its place in the user's file.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public void Add(string path, string text) => Add(path, Utf8.GetBytes(text));

    /// <exception cref="ArgumentException">Two files have the same path.</exception>
    public void Add(string path, byte[] content)
    {
        if (!_files.TryAdd(path, content)) throw new ArgumentException($"expected each file once, found {path} twice", nameof(path));
    }

    public string TextOf(string path) => Utf8.GetString(_files[path]);

    /// <summary>The same sentence is kept once.</summary>
    public void Note(string sentence)
    {
        if (!_notes.Contains(sentence)) _notes.Add(sentence);
    }

    /// <summary>A path that is free: <paramref name="name"/> or, where that is taken, with a number behind it.</summary>
    public string FreePath(string folder, string name, string extension)
    {
        string path = $"{folder}/{name}{extension}";
        for (int i = 2; _files.ContainsKey(path); i++) path = $"{folder}/{name}_{i}{extension}";
        return path;
    }

    /// <summary>Takes over the files of another export below a folder of this one, and what it notes.</summary>
    public void AddBelow(string folder, ExportFolder other)
    {
        foreach ((string path, byte[] content) in other._files) Add($"{folder}/{path}", content);
        foreach (string note in other._notes) Note(note);
    }

    /// <summary>Writes every file, over an older one of the same name; other files in the folder stay.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void WriteTo(string directory)
    {
        foreach ((string path, byte[] content) in _files)
        {
            string full = Path.Combine(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, content);
        }
    }
}
