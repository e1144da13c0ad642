using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Copr.Contracts.Mutation;

/// <summary>Runs the tests of an assembly in this process, one at a time.</summary>
internal sealed class TestRunner
{
    private readonly TestAssembly testAssembly;
    private readonly Options options = new();
    private readonly Dictionary<string, List<IXunitTestCase>> tests = new(StringComparer.Ordinal);

    public TestRunner(Assembly assembly)
    {
        testAssembly = new(Reflector.Wrap(assembly));
        using var discoverer = new XunitTestFrameworkDiscoverer(
            testAssembly.Assembly, new NoSourceInformation(), new Sink(static _ => true));
        using var complete = new ManualResetEventSlim();
        discoverer.Find(
            false,
            new Sink(message =>
            {
                if (message is ITestCaseDiscoveryMessage { TestCase: IXunitTestCase test })
                {
                    string name = $"{test.TestMethod.TestClass.Class.Name}.{test.TestMethod.Method.Name}";
                    (tests.TryGetValue(name, out List<IXunitTestCase>? rows) ? rows : tests[name] = []).Add(test);
                }
                else if (message is IDiscoveryCompleteMessage)
                {
                    complete.Set();
                }

                return true;
            }),
            options);
        complete.Wait();
    }

    public IEnumerable<string> Names => tests.Keys;

    /// <summary>Returns whether a test passes. It ends at the first row that fails.</summary>
    public async Task<bool> PassesAsync(string name)
    {
        using var runner = new XunitTestAssemblyRunner(
            testAssembly, tests[name], new Sink(static _ => true), new Sink(static message => message is not ITestFailed), options);
        RunSummary summary = await runner.RunAsync();
        return summary.Failed == 0;
    }

    private sealed class Sink(Func<IMessageSinkMessage, bool> continues) : IMessageSink
    {
        public bool OnMessage(IMessageSinkMessage message) => continues(message);
    }

    private sealed class NoSourceInformation : ISourceInformationProvider
    {
        public ISourceInformation GetSourceInformation(ITestCase testCase) => new SourceInformation();

        public void Dispose()
        {
        }
    }

    private sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> values = new(StringComparer.Ordinal)
        {
            // All rows of a theory are one test, and no two tests run at once.
            ["xunit.discovery.PreEnumerateTheories"] = false,
            ["xunit.execution.DisableParallelization"] = true,
            ["xunit.execution.SynchronousMessageReporting"] = true,
        };

        public TValue GetValue<TValue>(string name) => values.TryGetValue(name, out object? value) ? (TValue)value! : default!;

        public void SetValue<TValue>(string name, TValue value) => values[name] = value;
    }
}
