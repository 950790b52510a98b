/**
 * Everything a script in the page could try in order to reach a network, a file, a device, another page or another
 * script. Runs inside the page, so it may use nothing from outside itself. Answers with what each attempt came to.
 *
 * An attempt that is not refused is no escape yet (`sendBeacon` answers `true` although nothing leaves): the canary
 * judges the network, `escaped` in the answer judges scripts, and the caller looks at windows and addresses.
 */
export async function attemptEscapes(port: number): Promise<Record<string, string>> {
  // Code that the debugger starts may use eval; what runs a turn later may not.
  await new Promise((resolve) => setTimeout(resolve))
  const origin = `http://127.0.0.1:${port}`
  const secure = `https://127.0.0.1:${port}`
  // The globals by name, whether this Chromium has them or not.
  const page = globalThis as unknown as Record<string, unknown>
  const made = (name: string, attributes: Record<string, string>, parent: Element = document.body): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const element = document.createElement(name)
      element.addEventListener('load', resolve)
      element.addEventListener('loadeddata', resolve)
      element.addEventListener('error', () => reject(new Error('error event')))
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
      parent.append(element)
      setTimeout(() => reject(new Error('no event')), 400)
    })
  const linked = (attributes: Record<string, string>): Promise<unknown> => made('link', attributes, document.head)
  const constructed = (name: string, ...args: readonly unknown[]): unknown => {
    const made = page[name]
    if (typeof made !== 'function') throw new Error('not there')
    return Reflect.construct(made, args)
  }
  const opened = (name: string, ...args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const target = constructed(name, ...args)
      if (!(target instanceof EventTarget)) throw new Error('no target')
      for (const type of ['open', 'message']) target.addEventListener(type, resolve)
      target.addEventListener('error', () => reject(new Error('error event')))
    })
  /** Calls `navigator.a.b(...)`, or says that there is none. */
  const device = async (path: string, ...args: readonly unknown[]): Promise<unknown> => {
    let owner: unknown = navigator
    let value: unknown = navigator
    for (const step of path.split('.')) {
      owner = value
      value = Reflect.get(Object(value), step)
    }
    if (typeof value !== 'function') throw new Error('not there')
    return Reflect.apply(value, owner, args)
  }
  const rtc = async (urls: string, policy: RTCIceTransportPolicy = 'all'): Promise<unknown> => {
    const connection = new RTCPeerConnection({
      iceServers: [{ urls, username: 'a', credential: 'b' }],
      iceTransportPolicy: policy,
    })
    const found: string[] = []
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate !== null && candidate.candidate !== '') found.push(candidate.candidate)
    })
    connection.createDataChannel('x')
    await connection.setLocalDescription(await connection.createOffer())
    await new Promise((resolve) => setTimeout(resolve, 700))
    connection.close()
    if (found.length === 0) throw new Error('no candidate')
    return found.join()
  }
  const frame = (attributes: Record<string, string>): HTMLIFrameElement => {
    const element = document.createElement('iframe')
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    document.body.append(element)
    return element
  }
  const inFrame = async (act: (inside: Window & typeof globalThis) => unknown): Promise<unknown> => {
    const inside = frame({}).contentWindow
    if (inside === null) throw new Error('no frame')
    return act(Object(inside))
  }
  const submit = (method: string): void => {
    const form = document.createElement('form')
    form.method = method
    form.action = origin
    document.body.append(form)
    form.submit()
  }
  const click = (attributes: Record<string, string>): void => {
    const anchor = document.createElement('a')
    for (const [key, value] of Object.entries(attributes)) anchor.setAttribute(key, value)
    document.body.append(anchor)
    anchor.click()
  }
  const markup = `<img src="${origin}/m.png"><script>globalThis.escaped = 'markup'</script>`
  /** Past the type of a sink that trusted types guard. */
  const into = (target: object, sink: string, value: string): void => {
    if (!Reflect.set(target, sink, value)) throw new Error('refused')
  }
  const script = (text: string): void => {
    const element = document.createElement('script')
    into(element, 'textContent', text)
    document.body.append(element)
    if (page['escaped'] === undefined) throw new Error('did not run')
  }
  const source = `fetch('${origin}/w', { mode: 'no-cors' }); globalThis.escaped = 'worker'`
  const blobUrl = (type: string, text: string): string => URL.createObjectURL(new Blob([text], { type }))

  const madePolicy = (name: string, rules: object): object => {
    const types: unknown = page['trustedTypes']
    const policy: unknown = Reflect.apply(Reflect.get(Object(types), 'createPolicy'), types, [name, rules])
    if (typeof policy !== 'object' || policy === null) throw new Error('none')
    return policy
  }

  const attempts: Record<string, () => unknown> = {
    fetch: () => fetch(origin),
    'fetch, opaque': () => fetch(origin, { mode: 'no-cors' }),
    'fetch, outliving': () => fetch(origin, { mode: 'no-cors', keepalive: true, method: 'POST', body: 'x' }),
    'fetch, over TLS': () => fetch(secure, { mode: 'no-cors' }),
    'fetch, a redirecting name': () => fetch(`http://localhost:${port}`, { mode: 'no-cors' }),
    'fetch, later': () => {
      const later = page['fetchLater']
      if (typeof later !== 'function') throw new Error('not there')
      return Reflect.apply(later, globalThis, [origin])
    },
    'fetch, a file': () => fetch('file:///etc/passwd'),
    'fetch, data': () => fetch('data:text/plain,x'),
    'fetch, another host of ours': () => fetch('diptych://other/index.html'),
    'fetch, devtools': () => fetch('devtools://devtools/bundled/inspector.html'),
    'fetch, chrome': () => fetch('chrome://version'),
    request: () =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest()
        request.onload = resolve
        request.onerror = reject
        request.open('GET', origin)
        request.send()
      }),
    'request, blocking': () => {
      const request = new XMLHttpRequest()
      request.open('GET', origin, false)
      request.send()
    },
    image: () => made('img', { src: `${origin}/a.png` }),
    'image, by density': () => made('img', { srcset: `${origin}/b.png 1x` }),
    'image, data': () => made('img', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=' }),
    'image, attributed': () => made('img', { attributionsrc: `${origin}/attribution`, src: '/missing.png' }),
    'image, in SVG': () => {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
      const image = document.createElementNS('http://www.w3.org/2000/svg', 'image')
      image.setAttribute('href', `${origin}/svg.png`)
      svg.append(image)
      document.body.append(svg)
    },
    video: () => made('video', { src: `${origin}/a.mp4`, autoplay: '' }),
    audio: () => made('audio', { src: `${origin}/a.mp3`, autoplay: '' }),
    'video poster': () => made('video', { poster: `${origin}/poster.png` }),
    object: () => made('object', { data: `${origin}/o` }),
    embed: () => made('embed', { src: `${origin}/e` }),
    'style sheet': () => linked({ rel: 'stylesheet', href: `${origin}/a.css` }),
    prefetch: () => linked({ rel: 'prefetch', href: `${origin}/prefetch` }),
    preload: () => linked({ rel: 'preload', as: 'image', href: `${origin}/preload.png` }),
    'module preload': () => linked({ rel: 'modulepreload', href: `${origin}/m.js` }),
    preconnect: () => linked({ rel: 'preconnect', href: origin }),
    'name prefetch': () => linked({ rel: 'dns-prefetch', href: origin }),
    icon: () => linked({ rel: 'icon', href: `${origin}/icon.png` }),
    manifest: () => linked({ rel: 'manifest', href: `${origin}/manifest.json` }),
    'background of an element': () => {
      document.body.style.backgroundImage = `url(${origin}/background.png)`
    },
    'adopted style sheet': () => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`body { list-style-image: url(${origin}/list.png); cursor: url(${origin}/c.png), auto }`)
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    },
    'inline style sheet': () => made('style', { title: 'x' }),
    font: () => new FontFace('x', `url(${origin}/a.woff2)`).load(),
    'font, data': () => new FontFace('x', 'url(data:font/woff2;base64,AAAA)').load(),
    base: () => made('base', { href: origin }, document.head),
    'script file': () => {
      const element = document.createElement('script')
      into(element, 'src', `${origin}/a.js`)
      document.body.append(element)
    },
    'script, inline': () => script("globalThis.escaped = 'inline'"),
    'script, module': () => made('script', { type: 'module', src: `${origin}/a.mjs` }),
    'script, rules for speculation': () => {
      const element = document.createElement('script')
      element.type = 'speculationrules'
      into(element, 'textContent', JSON.stringify({ prefetch: [{ source: 'list', urls: [origin] }] }))
      document.body.append(element)
    },
    import: () => import(/* @vite-ignore */ `${origin}/a.js`),
    'import, data': () => import(/* @vite-ignore */ `data:text/javascript,globalThis.escaped=${'1'}`),
    'import, blob': () => import(/* @vite-ignore */ blobUrl('text/javascript', "globalThis.escaped = 'blob'")),
    // biome-ignore lint/security/noGlobalEval: what is tried here is that the policy refuses it.
    eval: () => globalThis.eval("globalThis.escaped = 'eval'"),
    'function from text': () =>
      Reflect.apply(Object(constructed('Function', "globalThis.escaped = 'function'")), null, []),
    'timer from text': () => {
      Reflect.apply(setTimeout, globalThis, ["globalThis.escaped = 'timer'", 0])
    },
    WebAssembly: () => WebAssembly.compile(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)),
    'handler attribute': () => {
      const element = document.createElement('b')
      element.setAttribute('onclick', "globalThis.escaped = 'handler'")
      document.body.append(element)
      element.click()
    },
    'markup in an element': () => into(document.createElement('div'), 'innerHTML', markup),
    'markup in the document': () => document.write(markup),
    'markup parsed': () => new DOMParser().parseFromString(markup, 'text/html'),
    'markup in a range': () => document.createRange().createContextualFragment(markup),
    'address of script': () => {
      location.href = "javascript:globalThis.escaped = 'javascript:'"
    },
    'web socket': () => opened('WebSocket', `ws://127.0.0.1:${port}`),
    'web socket, TLS': () => opened('WebSocket', `wss://127.0.0.1:${port}`),
    'event source': () => opened('EventSource', origin),
    'web transport': () => Reflect.get(Object(constructed('WebTransport', secure)), 'ready'),
    beacon: () => navigator.sendBeacon(origin, 'x'),
    'RTC, STUN': () => rtc(`stun:127.0.0.1:${port}`),
    'RTC, TURN over UDP': () => rtc(`turn:127.0.0.1:${port}?transport=udp`, 'relay'),
    'RTC, TURN over TCP': () => rtc(`turn:127.0.0.1:${port}?transport=tcp`, 'relay'),
    'RTC, TURN over TLS': () => rtc(`turns:127.0.0.1:${port}?transport=tcp`, 'relay'),
    'RTC, no policy': () => rtc(`turn:127.0.0.1:${port}`, 'all'),
    'RTC, candidate of a peer': async () => {
      const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()]
      one.createDataChannel('x')
      await one.setLocalDescription(await one.createOffer())
      if (one.localDescription === null) throw new Error('no offer')
      await other.setRemoteDescription(one.localDescription)
      await other.setLocalDescription(await other.createAnswer())
      if (other.localDescription === null) throw new Error('no answer')
      await one.setRemoteDescription(other.localDescription)
      for (const kind of ['udp', 'tcp'])
        await one.addIceCandidate({
          candidate: `candidate:1 1 ${kind} 2122260223 127.0.0.1 ${port} typ host${kind === 'tcp' ? ' tcptype passive' : ''}`,
          sdpMid: '0',
          sdpMLineIndex: 0,
        })
      await new Promise((resolve) => setTimeout(resolve, 700))
    },
    worker: () => opened('Worker', `${origin}/w.js`),
    'worker, blob': () => opened('Worker', blobUrl('text/javascript', `${source}; postMessage(1)`)),
    'worker, data': () => opened('Worker', `data:text/javascript,${encodeURIComponent(source)}`),
    'worker, past our own policy': () => {
      // Whoever makes it first has it; the policy for content still decides what may be loaded.
      const policy = madePolicy('own-worker', { createScriptURL: (url: string) => url })
      const url: unknown = Reflect.apply(Reflect.get(policy, 'createScriptURL'), policy, [
        blobUrl('text/javascript', `${source}; postMessage(1)`),
      ])
      return opened('Worker', url)
    },
    'a policy of another name': () => madePolicy('other', { createScript: (text: string) => text }),
    'shared worker': () => constructed('SharedWorker', blobUrl('text/javascript', source)),
    'service worker': () => navigator.serviceWorker.register('/index.html'),
    worklet: async () => {
      const { audioWorklet } = new OfflineAudioContext(1, 1, 44_100)
      await audioWorklet.addModule(`${origin}/worklet.js`)
    },
    frame: () => made('iframe', { src: origin }),
    'frame, ours': () => {
      const inside = frame({ src: '/index.html' })
      return new Promise((resolve, reject) => {
        setTimeout(() => {
          // Another origin's document is null from here; ours would have a body with something in it.
          if ((inside.contentDocument?.body.childElementCount ?? 0) > 0) resolve('shown')
          else reject(new Error('not shown'))
        }, 400)
      })
    },
    'frame, markup': () => into(frame({}), 'srcdoc', markup),
    'frame, data': () => made('iframe', { src: `data:text/html,<script>fetch('${origin}')</script>` }),
    'frame, its fetch': () => inFrame((inside) => inside.fetch(origin, { mode: 'no-cors' })),
    'frame, its image': () =>
      inFrame((inside) => {
        new inside.Image().src = `${origin}/frame.png`
      }),
    'frame, its RTC': () =>
      inFrame(async (inside) => {
        const connection = new inside.RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] })
        connection.createDataChannel('x')
        await connection.setLocalDescription(await connection.createOffer())
        await new Promise((resolve) => setTimeout(resolve, 700))
      }),
    'frame, its bridge': () =>
      inFrame((inside) => {
        if (Reflect.get(inside, 'diptych') === undefined) throw new Error('no bridge')
      }),
    'frame, navigated': () =>
      inFrame((inside) => {
        inside.location.href = origin
      }),
    webview: () => {
      const element = document.createElement('webview')
      element.setAttribute('src', origin)
      document.body.append(element)
      if (!('getWebContentsId' in element)) throw new Error('not there')
    },
    'fenced frame': () => constructed('HTMLFencedFrameElement'),
    form: () => submit('get'),
    'form, posted': () => submit('post'),
    ping: () => click({ href: '#', ping: origin }),
    download: () => click({ href: `${origin}/file.zip`, download: 'file.zip' }),
    'download, blob': () => click({ href: blobUrl('text/html', 'x'), download: 'page.html' }),
    'link to elsewhere': () => click({ href: origin }),
    'link in a new window': () => click({ href: origin, target: '_blank' }),
    'window, elsewhere': () => window.open(origin) ?? Promise.reject(new Error('none')),
    'window, empty': () => window.open('about:blank', '_blank', 'noopener') ?? Promise.reject(new Error('none')),
    'window, ours': () => window.open('/index.html') ?? Promise.reject(new Error('none')),
    'address elsewhere': () => {
      location.href = origin
    },
    'address of a file': () => location.assign('file:///etc/passwd'),
    'address of data': () => location.assign('data:text/html,<h1>x</h1>'),
    'address of a blob': () => location.assign(blobUrl('text/html', markup)),
    'address of mail': () => location.assign('mailto:someone@example.com'),
    'address of a program': () => location.assign('vscode://file/etc/passwd'),
    'address of another host of ours': () => location.assign('diptych://other/index.html'),
    'refresh by markup': () => made('meta', { 'http-equiv': 'refresh', content: `0;url=${origin}` }, document.head),
    'policy of one’s own': () =>
      made('meta', { 'http-equiv': 'content-security-policy', content: 'default-src *' }, document.head),
    'history elsewhere': () => history.pushState(null, '', origin),
    notification: async () => {
      if ((await Notification.requestPermission()) !== 'granted') throw new Error('denied')
    },
    position: () =>
      new Promise((resolve, reject) => {
        navigator.geolocation.getCurrentPosition(resolve, reject)
      }),
    microphone: () => device('mediaDevices.getUserMedia', { audio: true }),
    camera: () => device('mediaDevices.getUserMedia', { video: true }),
    screen: () => device('mediaDevices.getDisplayMedia', { video: true }),
    'clipboard, reading': () => device('clipboard.readText'),
    'clipboard, reading pictures': () => device('clipboard.read'),
    USB: () => device('usb.requestDevice', { filters: [] }),
    HID: () => device('hid.requestDevice', { filters: [] }),
    serial: () => device('serial.requestPort'),
    bluetooth: () => device('bluetooth.requestDevice', { acceptAllDevices: true }),
    MIDI: () => device('requestMIDIAccess', { sysex: true }),
    'idle detection': () =>
      Reflect.apply(Reflect.get(Object(page['IdleDetector']), 'requestPermission'), page['IdleDetector'], []),
    'wake lock': () => device('wakeLock.request'),
    fonts: async () => {
      const fonts: unknown = await Reflect.apply(Object(page['queryLocalFonts']), globalThis, [])
      if (Array.isArray(fonts) && fonts.length === 0) throw new Error('none')
    },
    'file picker': () => Reflect.apply(Object(page['showOpenFilePicker']), globalThis, []),
    'folder picker': () => Reflect.apply(Object(page['showDirectoryPicker']), globalThis, []),
    fullscreen: () => document.documentElement.requestFullscreen(),
    'pointer lock': () => document.body.requestPointerLock(),
    'handler of links': () => device('registerProtocolHandler', 'web+x', `${location.href}?%s`),
    sharing: () => device('share', { url: origin }),
    payment: () =>
      Reflect.apply(
        Reflect.get(
          Object(
            constructed('PaymentRequest', [{ supportedMethods: secure }], {
              total: { label: 'x', amount: { currency: 'USD', value: '1' } },
            }),
          ),
          'show',
        ),
        null,
        [],
      ),
    'what Node gives': () => Reflect.apply(Object(page['require']), null, ['node:fs']),
  }

  const outcomes: Record<string, string> = {}
  await Promise.all(
    Object.entries(attempts).map(async ([name, attempt]) => {
      const timeout = new Promise((resolve) => setTimeout(() => resolve('no answer'), 4000))
      outcomes[name] = await Promise.race([(async () => attempt())(), timeout]).then(
        (value) => (value === 'no answer' ? 'no answer' : 'went through'),
        (cause: unknown) => `refused: ${cause instanceof Error ? cause.name : String(cause)}`,
      )
    }),
  )
  // What loads late loads now.
  await new Promise((resolve) => setTimeout(resolve, 1000))
  return { ...outcomes, escaped: String(page['escaped']) }
}
