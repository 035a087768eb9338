import type { DialogWords } from './dialog-en.ts'

export const dialogId: DialogWords = {
  notices: {
    heading: 'Notifikasi',
    offer: 'Bolehkah peramban ini memberi tahu saat seseorang menulis kepada Anda atau menyebut Anda?',
    explained:
      'Perangkat ini dapat memberi tahu saat seseorang menulis kepada Anda atau menyebut Anda, ketika Anda melihat ke tempat lain.',
    turnOn: 'Nyalakan notifikasi',
    notNow: 'Jangan sekarang',
    denied:
      'Peramban ini diminta untuk tidak menampilkan notifikasi dari halaman ini. Tanda di samping alamat dapat mengubahnya.',
    missing:
      'Peramban ini tidak menampilkan notifikasi di sini. Notifikasi memerlukan alamat aman (https), dan di ponsel halaman ini harus ditambahkan ke layar utama dahulu.',
    onThisDevice: 'Beri tahu saya di perangkat ini',
    withText: 'Tampilkan yang ditulis',
    test: 'Tampilkan satu sekarang',
    testTitle: 'Hubbub',
    testText: 'Beginilah tampilan sebuah notifikasi.',
    hidden: 'Pesan baru',
    perRoom: 'Hal yang diberitahukan sebuah ruang dipilih di menu ruang itu.',
  },

  announced: {
    heading: 'Pembaca layar',
    label: 'Bacakan pesan baru',
    choices: { all: 'Semua pesan', mentions: 'Sebutan dan pesan langsung', none: 'Tidak ada' },
    hint: 'Dari ruang yang terbuka. Yang Anda tulis sendiri tidak pernah dibacakan.',
  },

  create: {
    heading: 'Buat ruang',
    name: 'Nama',
    kind: 'Siapa yang boleh masuk',
    publicHint: 'Terdaftar; semua orang di server ini boleh masuk.',
    unlistedHint: 'Tidak terdaftar; yang tahu alamatnya boleh masuk.',
    privateHint: 'Hanya orang yang diajak.',
    topic: 'Topik',
    submit: 'Buat ruang',
    busy: 'Membuat…',
    needsName: 'Beri nama ruang ini.',
  },

  browse: {
    heading: 'Jelajahi ruang',
    search: 'Cari ruang publik',
    none: 'Tidak ada ruang publik dengan nama itu.',
    empty: 'Belum ada ruang publik.',
    joined: 'Buka',
    join: 'Masuk',
  },

  direct: {
    heading: 'Pesan langsung baru',
    search: 'Cari orang',
    none: 'Tidak ada orang dengan nama itu.',
    chosen: 'Dipilih',
    remove: (name) => `Hapus ${name}`,
    submit: 'Mulai berbincang',
    most: 'Paling banyak tujuh orang.',
  },

  invite: {
    heading: 'Undang orang',
    text: 'Siapa pun yang membuka tautan ini dapat membuat satu akun. Berlaku tujuh hari.',
    submit: 'Buat tautan',
  },

  save: 'Simpan',
  saving: 'Menyimpan…',
  saved: 'Tersimpan.',

  palette: {
    heading: 'Buka',
    label: 'Ruang, orang, tindakan',
    none: 'Tidak ada dengan nama itu.',
  },

  people: {
    addOpen: 'Tambah orang',
    addTo: (room) => `Tambah orang ke ${room}`,
    add: 'Tambah',
    actions: 'Tindakan',
    make: { owner: 'Jadikan pemilik', moderator: 'Jadikan moderator', member: 'Jadikan anggota' },
    remove: 'Keluarkan',
    removeQuestion: (name, room) =>
      `Keluarkan ${name} dari ${room}? Ruang ini langsung tidak terlihat lagi olehnya.`,
    ban: 'Larang',
    bannedOpen: 'Orang yang dilarang',
    banned: (room) => `Dilarang masuk ke ${room}`,
    noneBanned: 'Tidak ada yang dilarang.',
    bannedBy: (name, time) => `Oleh ${name}, ${time}`,
    unban: 'Cabut larangan',
    banQuestion: (name, room) => `Larang ${name} masuk ke ${room}? Ia dikeluarkan dan tidak dapat kembali.`,
  },

  roomSettings: {
    heading: (room) => `Pengaturan ${room}`,
    moderatorsOnly: 'Hanya moderator dan pemilik yang menulis di sini',
    archive: 'Arsipkan ruang',
    archiveQuestion: (room) =>
      `Arsipkan ${room}? Ruang tetap dapat dibaca, tetapi tidak dapat ditulisi. Anda dapat membukanya lagi.`,
    unarchive: 'Buka ruang lagi',
    delete: 'Hapus ruang',
    deleteQuestion: (room) =>
      `Hapus ${room} beserta semua yang pernah ditulis di dalamnya? Ini tidak dapat diurungkan.`,
    deleted: (room) => `${room} telah dihapus.`,
  },

  settings: {
    heading: 'Pengaturan',
    profile: 'Profil',
    emailAddress: 'Alamat email',
    proof: 'Kata sandi Anda, untuk memastikan ini Anda',
    changeEmail: 'Ubah alamat email',
    sameEmail: 'Ini sudah alamat Anda.',
    emailChanged: 'Alamat email Anda diubah.',
    emailRemoved: 'Alamat email Anda dihapus.',
    password: 'Kata sandi',
    currentPassword: 'Kata sandi sekarang',
    changePassword: 'Ubah kata sandi',
    passwordChanged: 'Kata sandi diubah. Perangkat Anda yang lain dikeluarkan.',
    wrongPassword: 'Ini bukan kata sandi Anda sekarang.',
    devices: 'Tempat Anda masuk',
    unknownDevice: 'Perangkat tidak dikenal',
    lastSeen: (time) => `Terakhir terlihat ${time}`,
    end: 'Keluarkan',
    endOthers: 'Keluarkan semua yang lain',
    endAll: 'Keluar di semua perangkat',
    endAllQuestion: 'Keluar di semua perangkat, termasuk yang ini?',
    thisDevice: 'perangkat ini',
  },
}
