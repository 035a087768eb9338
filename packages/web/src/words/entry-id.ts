import type { EntryWords } from './entry-en.ts'

/** The same in Indonesian, which has no plural forms. */
export const entryId: EntryWords = {
  product: 'Hubbub',
  loading: 'Memuat…',

  landing: {
    title: (server) => server,
    pitch: 'Ruang obrolan, pesan langsung, dan data langsung, di server Anda sendiri.',
    points: [
      'Berbincang di ruang, atau langsung dengan beberapa orang.',
      'Jaringan terputus tidak membuat apa pun hilang: pesan menunggu, dan yang terlewat tetap tiba.',
      'Semua di halaman ini memakai antarmuka terbuka yang juga dapat dipakai program Anda.',
    ],
    docs: 'Referensi API',
    docsHint: 'REST dan Socket.IO, dengan program pertama',
    lobby: 'Lobi',
    lobbyHint: 'ruang publik, tanpa akun',
  },

  signIn: {
    heading: 'Masuk',
    identifier: 'Nama pengguna atau email',
    password: 'Kata sandi',
    submit: 'Masuk',
    busy: 'Sedang masuk…',
    wrong: 'Nama pengguna atau kata sandi salah.',
    disabled: 'Akun ini dinonaktifkan. Hubungi pengelola server ini.',
    forgot: 'Lupa kata sandi? Mintalah tautan kata sandi kepada pengelola server ini.',
    noAccount: 'Belum punya akun?',
    register: 'Buat akun',
    byInvitation: 'Akun dibuat dengan undangan: mintalah tautan pendaftaran kepada admin.',
    closed: 'Server ini sedang tidak menerima akun baru.',
    ended: 'Anda telah dikeluarkan. Masuklah untuk melanjutkan.',
    tooMany: (seconds) => `Terlalu banyak percobaan. Coba lagi dalam ${seconds}.`,
  },

  guest: {
    heading: 'Atau berkunjung sebagai tamu',
    name: 'Nama Anda',
    submit: 'Masuk sebagai tamu',
    busy: 'Sedang masuk…',
  },

  notSetUp: {
    heading: 'Belum disiapkan',
    text: 'Hubungi orang yang menjalankan server ini.',
    owner:
      'Apakah itu Anda? Buka tautan yang dicetak server saat dimulai, atau buat yang baru di folder tempat Anda menjalankannya:',
  },

  setup: {
    title: 'Penyiapan',
    heading: (server) => `Siapkan ${server}`,
    lead: 'Anda menjadi pemilik server ini. Hanya perlu satu menit dan hanya berlaku sekali.',
    submit: 'Siapkan dan masuk',
    busy: 'Menyiapkan…',
    done: 'Server ini sudah disiapkan.',
  },

  join: {
    title: 'Buat akun',
    heading: (server) => `Bergabung dengan ${server}`,
    invited: (person) => `${person} mengundang Anda. Tentukan bagaimana orang lain melihat Anda.`,
    lead: 'Tentukan bagaimana orang lain melihat Anda.',
    submit: 'Buat akun',
    busy: 'Membuat akun…',
    haveOne: 'Sudah punya akun?',
    signIn: 'Masuk',
    closed: 'Server ini tidak menerima akun baru.',
    needsLink: 'Di sini akun dibuat dengan undangan: buka tautan pendaftaran dari admin.',
  },

  password: {
    title: 'Pilih kata sandi baru',
    heading: 'Pilih kata sandi baru',
    lead: (username) => `Untuk akun ${username}. Semua perangkatnya akan dikeluarkan.`,
    username: 'Nama pengguna',
    submit: 'Simpan dan masuk',
    busy: 'Menyimpan…',
    saved: 'Kata sandi tersimpan. Masuklah dengannya.',
  },

  link: {
    checking: 'Memeriksa tautan…',
    missingHeading: 'Halaman ini memerlukan tautannya',
    missing: 'Alamat ini terpotong sebelum bagian rahasianya. Buka tautan lengkapnya, atau salin lagi.',
    overHeading: 'Tautan ini tidak berlaku lagi',
    over: 'Tautan sudah dipakai, terlalu lama, atau digantikan yang lebih baru. Setiap tautan berlaku sekali.',
    askInviter: 'Mintalah tautan pendaftaran baru kepada admin. Pengelola server dapat membuatnya dengan:',
    askAdmin: 'Mintalah tautan kata sandi baru kepada admin. Pengelola server dapat membuatnya dengan:',
    makeSetup: 'Pengelola server membuat yang baru, berlaku 30 menit, dengan:',
    toStart: 'Ke halaman awal',
    copy: 'Salin',
    copied: 'Tersalin',
  },

  field: {
    displayName: 'Nama Anda',
    displayNameHint: 'Seperti yang dilihat orang lain. Dapat diubah nanti.',
    username: 'Nama pengguna',
    usernameHint: 'Untuk masuk dan disebut: huruf kecil dan angka, dengan . _ atau - di antaranya.',
    email: 'Email',
    emailHint: 'Dapat juga dipakai untuk masuk. Tidak ditampilkan kepada siapa pun.',
    optional: 'opsional',
    password: 'Kata sandi',
    newPassword: 'Kata sandi baru',
    passwordHint: 'Sedikitnya 8 karakter. Beberapa kata berurutan mudah diingat dan sulit ditebak.',
    show: 'Tampilkan',
    hide: 'Sembunyikan',
    showPassword: 'Tampilkan kata sandi',
    hidePassword: 'Sembunyikan kata sandi',
    needsName: 'Tulis nama Anda.',
    needsUsername: 'Pilih nama pengguna.',
    needsPassword: 'Pilih kata sandi.',
    givePassword: 'Ketik kata sandi Anda.',
    giveIdentifier: 'Ketik nama pengguna atau email Anda.',
    tooShort: 'Gunakan sedikitnya 8 karakter.',
    checkingName: 'Memeriksa…',
    free: (username) => `${username} tersedia.`,
    taken: 'Nama pengguna ini sudah dipakai.',
    suggestions: 'Tersedia:',
    takeSuggestion: (username) => `Pakai ${username}`,
  },

  problem: {
    one: 'Satu hal perlu diperiksa:',
    many: (count) => `${count} hal perlu diperiksa:`,
    emailTaken: 'Alamat email ini milik akun lain.',
    emailInvalid: 'Ini bukan alamat email.',
    weak: 'Kata sandi ini terlalu mudah ditebak. Pilih yang lain.',
  },

  notFound: {
    heading: 'Tidak ada apa-apa di sini',
    text: 'Alamat mungkin salah ketik, atau halamannya sudah tiada.',
  },

  footer: {
    docs: 'Referensi API',
    theme: 'Tema',
    themes: { system: 'Tema perangkat', light: 'Tema terang', dark: 'Tema gelap' },
    language: 'Bahasa',
  },
}
